"""Every error segkit raises on purpose.

Each has a stable code and typed fields. The sentences people read stand in the catalogues under
`errors.<code>.what` and `errors.<code>.remedy`, in both languages, with the fields as slots.
Exit codes: 2 stopped by input or configuration, 1 failed inside.
"""

from segkit.errors.asking import (
    AmountUnitUnclear,
    DecimalMarkUnclear,
    EncodingUnclear,
    MixedCurrencies,
    SerialDates,
    ThousandsUnclear,
    ZonesUnclear,
)
from segkit.errors.base import Problems, SegkitError, each_problem
from segkit.errors.batches import (
    AmountOnHead,
    AmountsDiffer,
    DatesDiffer,
    HeadersDiffer,
    NoFileMatches,
    NoKeyMatches,
    RoleOnBothSides,
    SameFileTwice,
)
from segkit.errors.classroom import (
    BlueprintUnfilled,
    CertificateAltered,
    ChoiceUnknown,
    ClassroomError,
    CodeUnknown,
    FilledCellWrong,
    FilledColumnMissing,
    FilledRowBroken,
    FormUnreadable,
    KeyInsidePack,
    KeyMissing,
    LearnerTwice,
    NothingFilled,
    QualificationWords,
)
from segkit.errors.clean import LaterOrders, QualityStop
from segkit.errors.command import (
    BadChoice,
    BadStudyName,
    CommandError,
    MissingWord,
    NotNumber,
    NotWhole,
    NoValueTaken,
    TooManyWords,
    UnknownCommand,
    UnknownOption,
)
from segkit.errors.company import FolderInUse, KeyInside, KeyTooShort, NotAnonymous, UnknownCompany
from segkit.errors.config import (
    BadValue,
    BrandFontRemote,
    ConfigError,
    ConfigMissing,
    ConfigTooLarge,
    ConfigUnreadable,
    MissingKey,
    RepeatedKey,
    UnknownKey,
    WordsExist,
)
from segkit.errors.course import (
    CellFaulty,
    ChecksUnreadable,
    ClusterIdsCompared,
    CourseError,
    ExerciseUnchecked,
    ExerciseUnknown,
    HalfWidth,
    Leak,
    LearnerNotebookFails,
    LessonsMissing,
    MessageMissing,
    MinutesDiffer,
    MisconceptionUnknown,
    PackExists,
    SolutionMarks,
    SolutionRejected,
    TermAvoided,
    TextsUneven,
    TextUnpaired,
    TooFewWrongs,
    TooManyExercises,
    TranslationStale,
    WrongUnnoticed,
)
from segkit.errors.engine import EngineError, TooManyRows, UnknownEngine
from segkit.errors.grading import (
    AnswersNameless,
    GradebookAltered,
    GradebookMissing,
    GraderDied,
    GradingError,
    GradingPackMissing,
    LessonTwice,
    ModelAnswerFails,
    NothingHandedIn,
)
from segkit.errors.learn import (
    NameNeeded,
    NotInPack,
    PackFaulty,
    PackMissing,
    PackOutdated,
    RuleAsksUnknown,
    RuleTwice,
)
from segkit.errors.lifetime import LifetimeError, ModelNotFitted
from segkit.errors.notebook import LabMissing, UnknownParameter, UnpairedText
from segkit.errors.report import GlyphMissing, PageError, PageFaulty, RenderWarned, ResourceRefused
from segkit.errors.run import DiskFull, KernelDied, OutputChanged, RunError, RunMissing, StageFailed, StageIncomplete
from segkit.errors.source import (
    AmbiguousDates,
    DamagedFile,
    DatabaseTooSlow,
    DatabaseUnreadable,
    EmptyFile,
    FileMissing,
    HeaderOnly,
    LockedFile,
    MissingColumn,
    NewerDatabase,
    RepeatedColumn,
    ResultTooLong,
    SecretMissing,
    SettingUnused,
    SheetMissing,
    SheetUnclear,
    SourceError,
    StudyExists,
    TableUnclear,
    TooManyColumns,
    UnevenRows,
    UnknownPack,
    UnmappedRole,
    UnreadableDates,
    UnreadableEncoding,
)
from segkit.errors.standard import (
    CellsContested,
    CellsUncovered,
    CellsUnknown,
    ChainedComparison,
    ConditionError,
    ConditionNotAllowed,
    ConditionTooLarge,
    ConditionUnreadable,
    DoubleQuotes,
    EqualsNull,
    InFile,
    LookAlike,
    MixedKinds,
    NumberTooLarge,
    RepeatedId,
    SchemeColumnMissing,
    StandardError,
    TakenId,
    TooFewCustomers,
    TooManyGrades,
    UnknownMeasure,
    UnknownReference,
    UnknownScheme,
)
from segkit.errors.texts import (
    FormUnclear,
    FormUnknown,
    FullWidthSeparator,
    HeaderMisfit,
    HeaderRowsUnclear,
    LooseColumnMissing,
    SecondTable,
)
from segkit.errors.workbooks import (
    EntitiesDeclared,
    ForeignKind,
    ProtectedFile,
    ReaderDied,
    ReaderOutOfMemory,
    ReaderOutOfTime,
    ReaderWroteTooMuch,
    RuinedIds,
    RuinedIdsInText,
    SheetTooSparse,
    TextAsWorkbook,
    TooMuchInside,
    TruncatedWorkbook,
    UnknownBinary,
    WorkbookAsText,
)
