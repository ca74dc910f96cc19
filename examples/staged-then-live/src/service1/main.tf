# Terraform brings the service up with the build that the stack names; afterwards the jobs deploy.
variable "stack" {
  type = string
}

variable "build" {
  description = "The build that a new environment begins with"
  type        = string
}

variable "tasks" {
  type = number
}

resource "aws_ecs_task_definition" "service1" {
  family = "service1"
  # The same template that the jobs render, with the same names.
  container_definitions = templatefile("${path.module}/service1.json", { BUILD = var.build, STAGE = var.stack })
}

resource "aws_ecs_service" "service1" {
  name            = "service1"
  cluster         = var.stack
  task_definition = aws_ecs_task_definition.service1.arn
  desired_count   = var.tasks

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    # Deployments change the one; night and morning change the other.
    ignore_changes = [task_definition, desired_count]
  }
}
