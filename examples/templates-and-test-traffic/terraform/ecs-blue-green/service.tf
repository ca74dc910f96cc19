# After the move: ECS carries deployments out by itself. The gate is a PAUSE hook, and the wait before the old tasks end is
# the bake time. ECS takes the change while no deployment runs, and the rules forward to both groups with 1 and 0. The group
# "blue" here stands for the one that has the traffic when you move: if that is "green" after an odd number of deployments,
# exchange the two. For the apply that moves, take load_balancer out of ignore_changes.
# PAUSE needs a provider of September 2026 or newer (pull request 48128 of hashicorp/terraform-provider-aws).
resource "aws_ecs_service" "backend" {
  name             = "backend"
  cluster          = "live"
  task_definition  = "backend"
  desired_count    = 2
  launch_type      = "FARGATE"
  platform_version = "1.4.0"

  deployment_controller {
    type = "ECS"
  }

  deployment_configuration {
    strategy             = "BLUE_GREEN"
    bake_time_in_minutes = 5

    lifecycle_hook {
      target_type      = "PAUSE"
      lifecycle_stages = ["POST_TEST_TRAFFIC_SHIFT"]

      timeout_configuration {
        timeout_in_minutes = 180
        action             = "ROLLBACK"
      }
    }
  }

  network_configuration {
    subnets         = var.subnets
    security_groups = var.security_groups
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.backend["blue"].arn
    container_name   = "backend"
    container_port   = 3000

    advanced_configuration {
      alternate_target_group_arn = aws_lb_target_group.backend["green"].arn
      production_listener_rule   = aws_lb_listener_rule.backend["production"].arn
      test_listener_rule         = aws_lb_listener_rule.backend["test"].arn
      role_arn                   = var.load_balancer_role_arn # AmazonECSInfrastructureRolePolicyForLoadBalancers
    }
  }

  lifecycle {
    ignore_changes = [desired_count, load_balancer, task_definition]
  }
}

# ECS moves rules, not the listeners' default actions.
resource "aws_lb_listener_rule" "backend" {
  for_each     = aws_lb_listener.backend
  listener_arn = each.value.arn

  action {
    type = "forward"

    forward {
      target_group {
        arn    = aws_lb_target_group.backend["blue"].arn
        weight = 1
      }

      target_group {
        arn    = aws_lb_target_group.backend["green"].arn
        weight = 0
      }
    }
  }

  condition {
    path_pattern {
      values = ["/*"]
    }
  }

  lifecycle {
    ignore_changes = [action]
  }
}

variable "load_balancer_role_arn" {
  type = string
}
