[
  {
    "name": "${name}",
    "image": "${image}:${tag}",
    "cpu": ${cpu},
    "memory": null,
    "memoryReservation": 256,
    "essential": true,
    "entryPoint": null,
    "command": [],
    "portMappings": [{"hostPort": 0, "containerPort": 8080, "protocol": "tcp"}],
    "environment": [],
    "mountPoints": [],
    "dockerLabels": {},
    "logConfiguration": null
  }
]
