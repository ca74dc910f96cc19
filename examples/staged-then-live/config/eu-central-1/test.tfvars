stack = "test"
build = "1"
tasks = 2
