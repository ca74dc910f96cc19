package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import software.amazon.awssdk.services.ecs.EcsClient;

/** A controller that is stopped while ECS works goes on where it was. */
class RestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    /** One of ECS, and those of CodeDeploy: one that waits for an answer, one whose traffic has moved, one that is being taken back. */
    @Test
    void goesOnWaitingAfterARestart() throws Throwable {
        EmulatedService ready = scene.blueGreenService("ready");
        ready.group().readyWait(Duration.ofMinutes(60), true);
        scene.blueGreenService("kept").group().terminationWait(Duration.ofMinutes(30));
        scene.blueGreenService("broken").scene(Scene.crash(3));
        sessions.then(jenkins -> {
            scene.connect();
            for (String service : List.of("ready", "kept", "broken")) {
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, service);
                job.setDefinition(new CpsFlowDefinition(
                        "ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", tag: 2, onFailure: 'ROLLBACK')",
                        true));
                jenkins.waitForMessage("Deploying shop:", job.scheduleBuild2(0).waitForStart());
            }
            WorkflowJob rolling = jenkins.createProject(WorkflowJob.class, "web");
            rolling.setDefinition(new CpsFlowDefinition(
                    "def r = ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: 2)\necho \"then ${r.status}\"", true));
            scene.ecs.clock().advance(Duration.ofMinutes(3));
            jenkins.waitForMessage("waits for somebody to let the traffic move", build(jenkins, "ready"));
            jenkins.waitForMessage("All production traffic is on the new tasks", build(jenkins, "kept"));
            jenkins.waitForMessage("CodeDeploy answered that it does", build(jenkins, "broken"));
            jenkins.waitForMessage("Deploying web:2", rolling.scheduleBuild2(0).waitForStart());
        });

        ready.group().answer(ready.group().deployments().get(0));
        scene.ecs.clock().advance(Duration.ofMinutes(40));

        sessions.then(jenkins -> {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins, "ready")));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins, "kept")));
            WorkflowRun broken = build(jenkins, "broken");
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(broken));
            jenkins.assertLogContains("CodeDeploy rolled the service back to shop:1", broken);
            WorkflowRun rolling = build(jenkins, "web");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(rolling));
            jenkins.assertLogContains("web:2 is live on service web", rolling);
            jenkins.assertLogContains("then SUCCESSFUL", rolling);
        });
        assertThat(scene.ecs.calls("CreateDeployment")).hasSize(3);
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(4);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(1);
    }

    @Test
    void buildsKeepTheirTurnsOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun first = job(jenkins, "first", 2).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Deploying web:2", first);
            WorkflowRun second = job(jenkins, "second", 3).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Waiting for #1, which deploys", second);
        });

        sessions.then(jenkins -> {
            WorkflowRun first = build(jenkins, "first");
            WorkflowRun second = build(jenkins, "second");
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
            jenkins.waitForMessage("Deploying web:3", second);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        });
        assertThat(scene.ecs.calls("UpdateService")).hasSize(2);
    }

    /** One is its own, for its tasks crash; two were asked for: of a deployment in progress, and to a revision. */
    @Test
    void goesOnWithRollbacks() throws Throwable {
        scene.ecs.registerTaskDefinition(EcsScene.WEB.replace("registry/web:1", "registry/web:2"));
        scene.service("active");
        scene.ecs.service("c1", "back", "web:2", 2);
        scene.ecs.scene("web", Scene.crash());
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun crashing = job(jenkins, "web", 3).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Deploying web:3", crashing);
            scene.ecs.clock().advance(Duration.ofMinutes(3));
            jenkins.waitForMessage("ECS answered that it does", crashing);
            try (EcsClient somebody = EmulatorClients.ecs(scene.ecs)) {
                somebody.updateService(r -> r.cluster("c1").service("active").taskDefinition("web:2"));
            }
            scene.ecs.clock().advance(Duration.ofSeconds(10));
            WorkflowRun active =
                    rollback(jenkins, "active", "").scheduleBuild2(0).waitForStart();
            WorkflowRun back =
                    rollback(jenkins, "back", ", to: 'web:1'").scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("ECS answered that it does", active);
            jenkins.waitForMessage("Deploying web:1", back);
        });
        assertThat(scene.web.describeDeployment()).contains("\"ROLLBACK_");

        sessions.then(jenkins -> {
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            for (String name : List.of("active", "back")) {
                WorkflowRun build = build(jenkins, name);
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
                jenkins.assertLogContains("then SUCCESSFUL with web:1", build);
                assertThat(scene.ecs.service("c1", name).taskDefinition()).endsWith("/web:1");
            }
            WorkflowRun crashing = build(jenkins, "web");
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(crashing));
            jenkins.assertLogContains("tasks failed one after another", crashing);
            jenkins.assertLogContains("ECS rolled the service back to web:1", crashing);
        });
        assertThat(scene.ecs.calls("StopServiceDeployment")).hasSize(2);
        assertThat(scene.ecs.calls("UpdateService"))
                .as("somebody's, and two of ours")
                .hasSize(3);
    }

    /** Some answers come while Jenkins stops, some never: then the calls are interrupted. */
    @Test
    void twentyDeploymentsInAllPhasesGoOnAfterAGracefulStop() throws Throwable {
        int all = 20;
        StringBuilder script = new StringBuilder("parallel(");
        for (int i = 0; i < all; i++) {
            scene.ecs.registerTaskDefinition(EcsScene.WEB.replace("\"family\":\"web\"", "\"family\":\"s" + i + "\""));
            scene.ecs.service("c1", "s" + i, "s" + i + ":1", 2);
            script.append(i == 0 ? "" : ", ")
                    .append("s" + i + ": { ecsDeploy(service: 's" + i + "', " + ARGUMENTS + ", tag: 2) }");
        }
        for (String call : List.of("RegisterTaskDefinition", "UpdateService")) {
            scene.ecs.faults().latency(call, 1, Duration.ofHours(1)).latency(call, 1, Duration.ofHours(10));
        }
        Path[] record = new Path[1];
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(new CpsFlowDefinition(script + ")", true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            record[0] = build.getRootDir().toPath().resolve("build.xml");
            await().until(() -> scene.ecs.calls("RegisterTaskDefinition").size() == all
                    && scene.ecs.calls("UpdateService").size() == all - 2);
            Thread stop = new Thread(EcsRuntime::stop);
            stop.start();
            await().until(EcsRuntime.get()::isStopping);
            scene.ecs.clock().advance(Duration.ofHours(2));
            stop.join();
            assertThat(build.isBuilding()).isTrue();
        });
        assertThat(Files.readString(record[0]))
                .contains("<phase>REGISTERING</phase>", "<phase>UPDATING</phase>", "<phase>FOLLOWING</phase>")
                .doesNotContain("<phase>ENDED</phase>", "<lastWord>");

        scene.ecs.clock().advance(Duration.ofHours(20));
        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins, "deploy");
            await().until(() -> scene.ecs.calls("UpdateService").size() == all);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        });
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(all);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(all);
    }

    private static WorkflowJob rollback(JenkinsRule jenkins, String service, String more) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, service);
        job.setDefinition(new CpsFlowDefinition(
                "def r = ecsRollback(service: '" + service + "', " + ARGUMENTS + more + ")\n"
                        + "echo \"then ${r.status} with ${r.taskDefinitionArn.tokenize('/')[-1]}\"",
                true));
        return job;
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name, int tag) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(
                new CpsFlowDefinition("ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: " + tag + ")", true));
        return job;
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }
}
