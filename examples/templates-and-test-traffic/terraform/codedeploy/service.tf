# Before the move: CodeDeploy carries deployments out.
resource "aws_ecs_service" "backend" {
  name             = "backend"
  cluster          = "live"
  task_definition  = "backend" # the first revision; later ones are those of deployments
  desired_count    = 2
  launch_type      = "FARGATE"
  platform_version = "1.4.0"

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets         = var.subnets
    security_groups = var.security_groups
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.backend["blue"].arn
    container_name   = "backend"
    container_port   = 3000
  }

  # ECS takes a target group only behind a listener.
  depends_on = [aws_lb_listener.backend]

  lifecycle {
    ignore_changes = [desired_count, load_balancer, task_definition]
  }
}

resource "aws_codedeploy_app" "backend" {
  name             = "backend"
  compute_platform = "ECS"
}

resource "aws_codedeploy_deployment_group" "backend" {
  app_name               = aws_codedeploy_app.backend.name
  deployment_group_name  = "backend"
  deployment_config_name = "CodeDeployDefault.ECSAllAtOnce"
  service_role_arn       = var.codedeploy_role_arn # with the policy AWSCodeDeployRoleForECS

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE"]
  }

  blue_green_deployment_config {
    # The gate: the new tasks wait for an answer, and are taken away if there is none.
    deployment_ready_option {
      action_on_timeout    = "STOP_DEPLOYMENT"
      wait_time_in_minutes = 180
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = 5
    }
  }

  deployment_style {
    deployment_option = "WITH_TRAFFIC_CONTROL"
    deployment_type   = "BLUE_GREEN"
  }

  ecs_service {
    cluster_name = "live"
    service_name = aws_ecs_service.backend.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [aws_lb_listener.backend["production"].arn]
      }

      test_traffic_route {
        listener_arns = [aws_lb_listener.backend["test"].arn]
      }

      target_group {
        name = aws_lb_target_group.backend["blue"].name
      }

      target_group {
        name = aws_lb_target_group.backend["green"].name
      }
    }
  }
}

variable "codedeploy_role_arn" {
  type = string
}
