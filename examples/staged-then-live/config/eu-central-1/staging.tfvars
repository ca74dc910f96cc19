stack = "staging"
build = "1"
tasks = 2
