# The image from the file: what a commit says, Terraform and ecsSync read alike.
data "external" "webapp1" {
  program = ["${path.module}/image"]
  query   = { cluster = "cluster1", app = "webapp1" }
}

resource "aws_ecs_task_definition" "webapp1" {
  family       = "webapp1"
  # Compares with the newest revision, which ecsSync has registered, and not with the one that Terraform has.
  track_latest = true
  skip_destroy = true

  container_definitions = jsonencode([{
    name         = "webapp1"
    image        = data.external.webapp1.result.imageUri
    memory       = 256
    essential    = true
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_ecs_service" "webapp1" {
  name            = "webapp1"
  cluster         = "cluster1"
  task_definition = aws_ecs_task_definition.webapp1.arn
  desired_count   = 2

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
