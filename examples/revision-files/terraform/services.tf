locals {
  running        = jsondecode(local.answers.jenkins).running
  service1_image = one([for service in local.running : service.images.service1 if service.cluster == "cluster1"])
  webapp1_image  = local.answers.file.imageUri
}

data "aws_ecs_cluster" "cluster1" {
  cluster_name = "cluster1"
}

resource "aws_ecs_task_definition" "service1" {
  # A family for each service in a cluster: the newest revision of one family is that of one service.
  family = "cluster1-service1"
  # Compares with the newest revision, which ecsSync has registered, and not with the one that Terraform has.
  track_latest = true
  skip_destroy = true

  container_definitions = jsonencode([{
    name      = "service1"
    image     = local.service1_image
    memory    = 256
    essential = true
  }])
}

resource "aws_ecs_task_definition" "webapp1" {
  family       = "cluster1-webapp1"
  track_latest = true
  skip_destroy = true

  container_definitions = jsonencode([{
    name         = "webapp1"
    image        = local.webapp1_image
    memory       = 256
    essential    = true
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_ecs_service" "all" {
  for_each        = { service1 = aws_ecs_task_definition.service1.arn, webapp1 = aws_ecs_task_definition.webapp1.arn }
  name            = each.key
  cluster         = data.aws_ecs_cluster.cluster1.arn
  task_definition = each.value
  desired_count   = 2

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
