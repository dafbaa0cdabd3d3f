"""What the command line's verbs do, each thin: read the words, call the rooms below, say what came of it."""
