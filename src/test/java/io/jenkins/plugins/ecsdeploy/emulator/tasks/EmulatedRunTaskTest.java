package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** RunTask and StopTask through the SDK's client. */
class EmulatedRunTaskTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final EcsClient ecs = EmulatorClients.ecs(emulator);

    @BeforeEach
    void scene() {
        emulator.cluster("c1");
        emulator.registerTaskDefinition(
                "{\"family\":\"job\",\"containerDefinitions\":[{\"name\":\"job\",\"image\":\"i:1\",\"memory\":128}]}");
    }

    @AfterEach
    void close() {
        ecs.close();
        emulator.close();
    }

    @Test
    void aTaskComesUpRunsAndStops() {
        String arn = run("t").tasks().get(0).taskArn();

        assertThat(task(arn).lastStatus()).isEqualTo("PROVISIONING");
        pass(10);
        assertThat(task(arn).lastStatus()).isEqualTo("PENDING");
        pass(6);
        assertThat(task(arn).lastStatus()).isEqualTo("RUNNING");
        pass(30);
        Task ended = task(arn);
        assertThat(ended.lastStatus()).isEqualTo("DEPROVISIONING");
        assertThat(ended.desiredStatus()).isEqualTo("STOPPED");
        assertThat(ended.containers().get(0).exitCode()).isZero();
        pass(12);
        Task stopped = task(arn);
        assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
        assertThat(stopped.stopCodeAsString()).isEqualTo("EssentialContainerExited");
        assertThat(Duration.between(stopped.createdAt(), stopped.stoppedAt())).isEqualTo(Duration.ofSeconds(57));
    }

    /** "Ensuring idempotency": for its lifetime and an hour. */
    @Test
    void aTokenStandsForItsTasksUntilAnHourAfterTheirEnd() {
        String arn = run("t").tasks().get(0).taskArn();
        pass(60);

        pass(3590);
        Task again = run("t").tasks().get(0);
        pass(20);
        String other = run("t").tasks().get(0).taskArn();

        assertThat(again.taskArn()).isEqualTo(arn);
        assertThat(again.lastStatus()).isEqualTo("STOPPED");
        assertThat(again.containers()).as("little more than the ARN").isEmpty();
        assertThat(other).isNotEqualTo(arn);
        assertThat(emulator.tasks().started()).hasSize(2);
    }

    @Test
    void andForADayAtMost() {
        emulator.tasks().scene(TaskScene.never());
        run("t");

        pass(23 * 3600);
        run("t");
        assertThat(emulator.tasks().started()).hasSize(1);
        pass(2 * 3600);
        run("t");
        assertThat(emulator.tasks().started()).hasSize(2);
    }

    @Test
    void aTokenWithAnotherRequestIsAConflict() {
        String arn = run("t").tasks().get(0).taskArn();

        assertThatThrownBy(() -> ecs.runTask(r ->
                        r.cluster("c1").taskDefinition("job:1").clientToken("t").count(2)))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        e -> assertThat(e.resourceIds()).containsExactly(arn));
    }

    @Test
    void anotherClusterHasTokensOfItsOwn() {
        emulator.cluster("c2");
        run("t");
        ecs.runTask(r -> r.cluster("c2").taskDefinition("job:1").clientToken("t"));

        assertThat(emulator.tasks().started()).hasSize(2);
    }

    @Test
    void failuresComeWithStatus200AndAgainWithTheSameToken() {
        emulator.tasks().refuse("RESOURCE:MEMORY");

        RunTaskResponse first = run("t");
        RunTaskResponse again = run("t");
        RunTaskResponse other = run("u");

        assertThat(first.tasks()).isEmpty();
        assertThat(first.failures().get(0).reason()).isEqualTo("RESOURCE:MEMORY");
        assertThat(again.failures()).hasSize(1);
        assertThat(other.tasks()).hasSize(1);
    }

    @Test
    void listsByWhoStartedItAndByFamily() {
        ecs.runTask(r -> r.cluster("c1").taskDefinition("job:1").startedBy("me"));

        assertThat(ecs.listTasks(r -> r.cluster("c1").startedBy("me")).taskArns())
                .hasSize(1);
        assertThat(ecs.listTasks(r -> r.cluster("c1").startedBy("you")).taskArns())
                .isEmpty();
        pass(60);
        assertThat(ecs.listTasks(r -> r.cluster("c1").startedBy("me")).taskArns())
                .as("those that are to run, if nothing else is said")
                .isEmpty();
        assertThat(stopped()).hasSize(1);
        pass(3601);
        assertThat(stopped()).as("forgotten after an hour").isEmpty();
        assertThatThrownBy(
                        () -> ecs.listTasks(r -> r.cluster("c1").startedBy("me").family("job")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void stopsATask() {
        emulator.tasks().scene(TaskScene.never());
        String arn = run("t").tasks().get(0).taskArn();
        pass(20);

        ecs.stopTask(r -> r.cluster("c1").task(arn).reason("enough"));
        assertThat(task(arn).desiredStatus()).isEqualTo("STOPPED");
        pass(20);

        Task task = task(arn);
        assertThat(task.stopCodeAsString()).isEqualTo("UserInitiated");
        assertThat(task.stoppedReason()).isEqualTo("enough");
        assertThat(task.containers().get(0).exitCode()).isEqualTo(143);
        assertThatThrownBy(() -> ecs.stopTask(r -> r.cluster("c1").task("0123")))
                .hasMessageContaining("The referenced task was not found");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                of("count", r -> r.count(11)),
                of("startedBy", r -> r.startedBy("a b")),
                of("clientToken", r -> r.clientToken("x".repeat(65))),
                of(
                        "launch type and capacity",
                        r -> r.launchType("EC2").capacityProviderStrategy(p -> p.capacityProvider("a"))),
                of("propagateTags", r -> r.propagateTags("SERVICE")),
                of(
                        "Network Configuration",
                        r -> r.networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("s")))),
                of("FARGATE", r -> r.launchType("FARGATE")),
                of("platform version", r -> r.launchType("EC2").platformVersion("1.4.0")),
                of("container named x", r -> r.overrides(o -> o.containerOverrides(c -> c.name("x")))),
                of(
                        "8192",
                        r -> r.overrides(o ->
                                o.containerOverrides(c -> c.name("job").command(List.of("x".repeat(9000)))))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatEcsRefuses(String part, Consumer<RunTaskRequest.Builder> change) {
        assertThatThrownBy(() -> ecs.runTask(r -> change.accept(r.cluster("c1").taskDefinition("job:1"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(part);
        assertThat(emulator.tasks().started()).isEmpty();
    }

    private static Arguments of(String part, Consumer<RunTaskRequest.Builder> change) {
        return Arguments.of(part, change);
    }

    private List<String> stopped() {
        return ecs.listTasks(r -> r.cluster("c1").family("job").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
    }

    private RunTaskResponse run(String token) {
        return ecs.runTask(r -> r.cluster("c1").taskDefinition("job:1").clientToken(token));
    }

    private Task task(String arn) {
        return ecs.describeTasks(r -> r.cluster("c1").tasks(arn)).tasks().get(0);
    }

    private void pass(long seconds) {
        emulator.clock().advance(Duration.ofSeconds(seconds));
    }
}
