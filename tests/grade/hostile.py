"""Notebooks that try to win, to spy, or to leave something behind. Each is one cell before the first exercise.

`{course}`, `{company}`, `{package}`, `{canary}` are filled in: the folder with the hidden checks, the company's own,
the package's, and the name that any file an attack leaves would bear. Whatever it finds, a spy puts into `reason`.
"""

SPY = "reason = '没有找到可用的东西，只好作罢'\n"
HARM_THEMSELVES = {"patches_pandas", "rewrites_encoder", "early_done"}  # their other results are lost too

ATTACKS: dict[str, str] = {
    # to win
    "mutes_tracebacks": "get_ipython().showtraceback = lambda *a, **k: None\nimport sys\nsys.excepthook = print",
    "patches_builtins": "import builtins, math\nbuiltins.isinstance = math.isclose = lambda *a, **k: True",
    "patches_pandas": "pd.Series.__eq__ = lambda *a: True\npd.Series.tolist = lambda self: [0]",
    "equals_everything": (
        "class Yes:\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\n"
        "    def __getattr__(self, name): return self\n    def __call__(self, *a, **k): return self\n"
        "    def __bool__(self): return True\nrecency = Yes()\nlesson.check('E98.1')"
    ),
    "poses_as_series": (
        "class Series(pd.Series):\n    @property\n    def index(self): return orders.customer_id\n"
        "    def tolist(self): return []\nrecency = Series([1])\nlesson.check('E98.1')"
    ),
    "exits": "import sys\nsys.exit(0)",
    "quits": "exit()\nquit()",
    "os_exit": "import os\nos._exit(0)",
    "abort": "import os\nos.abort()",
    "null_pointer": "import ctypes\nctypes.cast(1, ctypes.POINTER(ctypes.c_int)).contents.value",
    "kill_itself": "import os, signal\nsignal.raise_signal(signal.SIGKILL)",
    "forges_outcomes": (
        "import os, json\nfor fd in range(3, 32):\n    try:\n"
        '        os.write(fd, b\'{{"exercise": "E98.1", "outcome": "pass", "points": 3}}\\n\')\n'
        "    except OSError:\n        pass"
    ),
    "early_done": (
        "import os\nfor fd in range(3, 32):\n    try:\n        os.write(fd, b'{{\"done\": true}}\\n')\n"
        "    except OSError:\n        pass\nos._exit(0)"
    ),
    "garbles_pipe": (
        "import os\nfor fd in range(3, 32):\n    try:\n        os.write(fd, b'[' * 50000 + b'\\n\\xff\\x00\\n{{\\n')\n"
        "    except OSError:\n        pass"
    ),
    "rewrites_grader": (
        "import sys\nfor name, module in list(sys.modules.items()):\n    if name.startswith('segkit'):\n"
        "        for key in ('ask', 'mark_notebook', 'decoded', 'is_blank'):\n"
        "            if hasattr(module, key):\n                setattr(module, key, lambda *a, **k: 'pass')"
    ),
    "rewrites_encoder": (
        "import sys\nmodule = sys.modules['segkit.courseware.grade.child']\n"
        'module.as_text = lambda values, most: \'{{"recency": {{"is": "pass"}}, "outcome": "pass"}}\''
    ),
    "rewrites_lesson": (
        "class Passed:\n    outcome = 'pass'\n    points = 3\ntype(lesson).check = lambda *a, **k: Passed()\n"
        "lesson.check('E98.1')"
    ),
    "names_own_company": "lesson = start('m98', company='liwan', language='en')\norders = lesson.load('orders')",
    "claims_in_metadata": "# grade: pass\n# points: 3\n{{'outcome': 'pass'}}",
    "pickles": (
        "import os\nclass Bomb:\n    def __reduce__(self): return (os.system, ('touch {canary}',))\n"
        "recency = Bomb()\nlesson.check('E98.1')"
    ),
    "no_more_alarm": (
        "import signal\nsignal.setitimer(0, 0)\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True:\n    pass"
    ),
    # to spy
    "reads_checks": SPY + "reason = open('{course}/lessons/m98_grading/checks.py').read()",
    "reads_by_descriptor": SPY + "import os\nfd = os.open('{course}', os.O_RDONLY)\nreason = str(os.listdir(fd))",
    "imports_checks": (
        SPY + "from pathlib import Path\nfrom segkit.learn.rules import read_exercises\n"
        "reason = str(read_exercises(Path('{course}/lessons/m98_grading/checks.py'))) + 'HIDDEN-CANARY'"
    ),
    "reads_by_engine": SPY
    + "import pyarrow.csv\nreason = str(pyarrow.csv.read_csv('{course}/lessons/m98_grading/checks.py'))",
    "links_out": SPY
    + "import os\nos.symlink('{course}', 'out')\nreason = open('out/lessons/m98_grading/checks.py').read()",
    "walks_the_disk": (
        SPY + "import os\nfor base, _, names in os.walk('{course}'):\n    for name in names:\n"
        "        reason += open(os.path.join(base, name)).read()"
    ),
    "searches_memory": (
        SPY + "import gc\nreason += str([o for o in gc.get_objects() if isinstance(o, str) and 'HIDDEN' in o])"
    ),
    "searches_frames": (
        SPY + "import sys\nframe = sys._getframe()\nwhile frame:\n    reason += str(frame.f_locals)[:2000]\n"
        "    frame = frame.f_back"
    ),
    "reads_proc": (
        SPY
        + "import os\nfor pid in (os.getpid(), os.getppid()):\n    for what in ('mem', 'environ', 'cmdline', 'maps'):\n"
        "        try:\n            reason += 'LEAK ' + open(f'/proc/{{pid}}/{{what}}').read(500)\n"
        "        except OSError:\n            pass"
    ),
    "traces_parent": (
        SPY + "import ctypes, os\nlibc = ctypes.CDLL(None)\n"
        "reason += 'LEAK' * (libc.ptrace(16, os.getppid(), 0, 0) == 0)"
    ),
    "calls_out": (
        SPY + "import socket, urllib.request\ntry:\n    urllib.request.urlopen('http://127.0.0.1:1/')\n"
        "except Exception:\n    pass\nreason += 'LEAK' * bool(socket.create_connection(('127.0.0.1', 22), 1))"
    ),
    "environment": SPY
    + "import os\nreason += ''.join('LEAK' for key in os.environ if 'PYTHONPATH' in key or 'USER' in key)",
    # to harm and to leave something behind
    "fork_bomb": "import os\nwhile True:\n    os.fork()",
    "fork_by_call": "import ctypes\nwhile True:\n    ctypes.CDLL(None).syscall(57)",
    "shell": "import subprocess\nsubprocess.Popen(['sleep', '98765'])",
    "spawns": "import os\nos.posix_spawn('/bin/sleep', ['sleep', '98765'], {{}})",
    "daemon": "import multiprocessing\nmultiprocessing.Process(target=print).start()",
    "magics": "!sleep 98765 &\n%cd /\n%system touch {canary}",
    "cell_magic": "%%bash\nsleep 98765 & touch {canary}",
    "writes_out": "import pathlib, os\npathlib.Path('{canary}').write_text('x')",
    "writes_at_exit": "import atexit, pathlib\natexit.register(lambda: pathlib.Path('{canary}').write_text('x'))",
    "changes_company": "orders.head(0).to_parquet('{company}/orders.parquet')",
    "changes_package": "open('{package}/learn/asking.py', 'a').write('# hostile')",
    "removes_all": "import shutil\nshutil.rmtree('{company}')",
    "kills_parent": "import os\nos.kill(os.getppid(), 9)",
    "kills_group": "import os\nos.killpg(0, 9)",
    "threads": (
        "import threading, time\ndef wait():\n    while True:\n        time.sleep(0.01)\n"
        "for _ in range(2000):\n    threading.Thread(target=wait, daemon=False).start()"
    ),
    "disk_fill": "n = 0\nwhile True:\n    n += 1\n    open(f'fill{{n}}', 'wb').write(b'x' * (8 << 20))",
    "one_large_file": "open('large', 'wb').write(b'x' * (200 << 20))",
    "prints_a_gigabyte": "for _ in range(1000):\n    print('x' * (1 << 20))",
    "writes_to_descriptors": "import os\nfor n in range(400):\n    os.write(1 + n % 2, b'x' * (1 << 20))",
    "memory": "hog = [bytearray(1 << 28) for _ in range(64)]",
    "endless_loop": "while True:\n    pass",
    "swallowing_loop": (
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
    ),
    "recursion": "def again(n):\n    return again(n + 1)\nagain(0)",
    "deep_value": "recency = []\nfor _ in range(100000):\n    recency = [recency]\nlesson.check('E98.1')",
    "large_value": "recency = pd.Series(range(5_000_000))\nlesson.check('E98.1')",
    "huge_number": "recency = 10 ** 100_000\nlesson.check('E98.1')",
    "locked_folder": "import os\nos.makedirs('a/b/c')\nos.chmod('a/b', 0)\nos.chmod('a', 0)",
    "deep_folder": "import os\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')",
    "shared_memory": "from multiprocessing import shared_memory\nshared_memory.SharedMemory('hostile', True, 64)",
}
