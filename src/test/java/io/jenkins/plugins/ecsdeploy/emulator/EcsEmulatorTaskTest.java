package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** What ECS says of tasks: the evidence that a failed deployment leaves. */
class EcsEmulatorTaskTest extends EmulatorTestBase {
    @Test
    void aCrashedTaskTellsItsExitCode() {
        web.scene(Scene.crash(3));
        String id = update("web:2").deployments().get(0).id();
        pass(31);
        Task task = failed();
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(task.startedBy()).isEqualTo(id);
        assertThat(task.group()).isEqualTo("service:web");
        assertThat(task.taskDefinitionArn()).endsWith("/web:2");
        assertThat(task.startedAt()).isNotNull();
        assertThat(task.stoppedAt()).isNotNull();
        assertThat(task.containers().get(0).exitCode()).isEqualTo(3);
    }

    @Test
    void aTaskOutOfMemoryTellsSo() {
        web.scene(Scene.outOfMemory());
        update("web:2");
        pass(31);
        Container container = failed().containers().get(0);
        assertThat(container.exitCode()).isEqualTo(137);
        assertThat(container.reason()).isEqualTo("OutOfMemoryError: Container killed due to memory usage");
    }

    @Test
    void aMissingImageIsNeverStarted() {
        emulator.imageScene(image -> image.endsWith(":2"), Scene.imageMissing());
        update("web:2");
        pass(31);
        Task task = failed();
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(task.stoppedReason())
                .startsWith("CannotPullContainerError: ")
                .contains("registry/web:2");
        assertThat(task.startedAt()).isNull();
        assertThat(task.containers().get(0).exitCode()).isNull();
        assertThat(task.containers().get(0).reason()).startsWith("CannotPullContainerError: ");
        assertThat(web.events())
                .anyMatch(event -> event.startsWith("(service web) was unable to place a task. Reason: CannotPull"));
    }

    @Test
    void failedContainerHealthChecks() {
        emulator.registerTaskDefinition(WEB.replace(
                "\"memory\":128", "\"memory\":128,\"healthCheck\":{\"command\":[\"CMD-SHELL\",\"exit 0\"]}"));
        web.scene(Scene.unhealthyContainer());
        update("web:3");
        pass(34);
        Task task = failed();
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.SERVICE_SCHEDULER_INITIATED);
        assertThat(task.stoppedReason()).isEqualTo("Task failed container health checks");
        assertThat(task.healthStatus()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(web.events())
                .anyMatch(event ->
                        event.matches("\\(service web\\) \\(task [0-9a-f]{32}\\) failed container health checks\\."));
    }

    @Test
    void failedLoadBalancerHealthChecks() {
        web.loadBalancer("web-tg", "web", 8080).scene(Scene.unhealthyTarget());
        update("web:2");
        pass(34);
        String group = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web-tg/0123456789abcdef";
        assertThat(failed().stoppedReason()).isEqualTo("Task failed ELB health checks in (target-group " + group + ")");
        assertThat(web.events())
                .anyMatch(event -> event.startsWith(
                        "(service web) (port 8080) is unhealthy in (target-group " + group + ") due to (reason "));
    }

    @Test
    void replacedTasksNameTheDeploymentThatReplacedThem() {
        String id = update("web:2").deployments().get(0).id();
        pass(30);
        Task task = failed();
        assertThat(task.taskDefinitionArn()).endsWith("/web:1");
        assertThat(task.stoppedReason()).isEqualTo("Scaling activity initiated by (deployment " + id + ")");
        assertThat(task.containers().get(0).exitCode()).isZero();
    }

    @Test
    void stoppedTasksAreForgottenAfterAnHour() {
        update("web:2");
        pass(30);
        String arn = failed().taskArn();
        pass(3590 - 30);
        assertThat(stopped()).hasSize(2);
        pass(60);
        assertThat(stopped()).isEmpty();
        assertThat(ecs.describeTasks(r -> r.cluster("c1").tasks(arn))
                        .failures()
                        .get(0)
                        .reason())
                .isEqualTo("MISSING");
    }

    @Test
    void tasksAreListedByServiceFamilyAndDeployment() {
        emulator.service("c1", "other", "web:1", 3);
        assertThat(ecs.listTasks(r -> r.cluster("c1")).taskArns()).hasSize(5);
        assertThat(ecs.listTasks(r -> r.cluster("c1").serviceName("other")).taskArns())
                .hasSize(3);
        assertThat(ecs.listTasks(r -> r.cluster("c1").family("nothing")).taskArns())
                .isEmpty();
        String id = describe().deployments().get(0).id();
        List<String> arns = ecs.listTasks(r -> r.cluster("c1").startedBy(id)).taskArns();
        assertThat(arns).hasSize(2);
        assertThat(ecs.describeTasks(r -> r.cluster("c1").tasks(arns)).tasks())
                .extracting(Task::lastStatus)
                .containsOnly("RUNNING");
        assertThat(ecs.listTasksPaginator(r -> r.cluster("c1").maxResults(2)).taskArns())
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    private List<String> stopped() {
        return ecs.listTasks(r -> r.cluster("c1").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
    }

    private Task failed() {
        return ecs.describeTasks(r -> r.cluster("c1").tasks(stopped())).tasks().get(0);
    }
}
