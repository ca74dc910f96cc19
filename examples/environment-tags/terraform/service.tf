# What Terraform owns, and a release never touches: the task definition names the environment's tag, and stays as it is.
variable "environment" {
  description = "dev, alpha, stage or prod: the name of the cluster and the tag of the image"
  type        = string
}

variable "execution_role_arn" {
  type = string
}

resource "aws_ecs_cluster" "this" {
  name = var.environment
}

resource "aws_ecs_task_definition" "software" {
  family             = "software"
  execution_role_arn = var.execution_role_arn

  container_definitions = jsonencode([{
    name      = "software"
    image     = "nexus.acme.com/library/software:${var.environment}"
    memory    = 256
    essential = true
    repositoryCredentials = {
      credentialsParameter = aws_secretsmanager_secret.nexus.arn
    }
  }])
}

resource "aws_secretsmanager_secret" "nexus" {
  name = "nexus-${var.environment}"
}

resource "aws_ecs_service" "software" {
  name            = "software"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.software.arn
  desired_count   = 2

  # The old tasks come back by themselves when new ones do not get healthy, and the release fails.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
