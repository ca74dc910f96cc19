package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.FolderTarget;
import io.jenkins.plugins.ecsdeploy.targets.FolderTargets;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** Of all that says as whom AWS is called, the closest to the step counts. */
@ExtendWith(QuickJenkins.class)
class CredentialOrderTest {
    private static final String PLAIN = "ecsRender(service: 'web')";

    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static Credentials step;
    private static Credentials target;
    private static Credentials folder;
    private static Credentials variables;
    private static Credentials controller;
    private static Folder within;
    private static Folder without;
    private static int jobs;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(60));
        scene.connect();
        scene.ecs.cluster("default");
        scene.ecs.service("default", "web", "web:1", 1);
        step = scene.ecs.user("step");
        target = scene.ecs.user("target");
        folder = scene.ecs.user("folder");
        variables = scene.ecs.user("variables");
        controller = scene.ecs.user("controller");
        Scripts.keys("step", step);
        Scripts.keys("target", target);
        Scripts.keys("folder", folder);
        Scripts.target("beta", "target");
        Scripts.target("gamma", null);
        within = jenkins.createProject(Folder.class, "within");
        without = jenkins.createProject(Folder.class, "without");
        FolderTarget own = new FolderTarget("own");
        own.setRegion("eu-central-1");
        own.setCredentialsId("folder");
        FolderTargets targets = new FolderTargets(List.of(own));
        targets.setDefaultTarget("own");
        within.addProperty(targets);
        System.setProperty("aws.accessKeyId", controller.accessKeyId());
        System.setProperty("aws.secretAccessKey", controller.secretAccessKey());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @BeforeEach
    void allowTheController() {
        EcsDeployConfiguration.get().setAllowControllerIdentity(true);
    }

    @Test
    void credentialsOfTheStepComeFirst() throws Exception {
        is(step, within, env("ecsRender(service: 'web', target: 'beta', credentialsId: 'step')"));
        is(step, within, env("ecsTarget('beta') { ecsRender(service: 'web', credentialsId: 'step') }"));
    }

    @Test
    void thenTheTargetOfTheStep() throws Exception {
        is(target, within, env("ecsRender(service: 'web', target: 'beta')"));
        is(folder, within, env("ecsTarget('beta') { ecsRender(service: 'web', target: 'own') }"));
    }

    @Test
    void thenTheTargetOfTheBlockAroundIt() throws Exception {
        is(target, within, env("ecsTarget('own') { ecsTarget('beta') { " + PLAIN + " } }"));
    }

    @Test
    void thenTheTargetOfTheFolder() throws Exception {
        is(folder, within, env(PLAIN));
        Folder below = within.createProject(Folder.class, "below");
        is(folder, below, env(PLAIN));

        FolderTargets closer = new FolderTargets(List.of());
        closer.setDefaultTarget("beta");
        below.addProperty(closer);
        is(target, below, env(PLAIN));
    }

    @Test
    void thenTheVariablesOfTheBuild() throws Exception {
        is(variables, without, env(PLAIN));
        // A target without credentials says where, and not as whom.
        is(variables, without, env("ecsRender(service: 'web', target: 'gamma')"));
    }

    @Test
    void thenTheControllerIfAnAdministratorAllowsIt() throws Exception {
        String script = "withEnv(['AWS_REGION=eu-central-1']) { " + PLAIN + " }";
        is(controller, without, script);

        EcsDeployConfiguration.get().setAllowControllerIdentity(false);

        jenkins.assertLogContains("No AWS credentials. Set target or credentialsId", fails(without, script));
        jenkins.assertLogContains(
                "No AWS credentials. Set target or credentialsId",
                fails(without, "ecsRender(service: 'web', target: 'gamma')"));
    }

    @Test
    void aRoleIsAssumedAsWhoeverOneIsWithoutIt() throws Exception {
        String role = scene.ecs.role("further");
        String argument = ", role: '" + role + "')";
        String[][] cases = {
            {"ecsRender(service: 'web', target: 'beta', credentialsId: 'step'" + argument, step.accessKeyId()},
            {"ecsRender(service: 'web', target: 'beta'" + argument, target.accessKeyId()},
            {"ecsRender(service: 'web'" + argument, folder.accessKeyId()}
        };
        for (String[] each : cases) {
            scene.ecs.clearCalls();

            runs(within, env(each[0]));

            assertThat(scene.ecs.calls("AssumeRole")).singleElement().satisfies(call -> {
                assertThat(call.accessKeyId()).isEqualTo(each[1]);
                assertThat(call.request().path("RoleArn").asText()).isEqualTo(role);
            });
            assertThat(scene.ecs.calls("DescribeServices"))
                    .allMatch(call -> call.accessKeyId().startsWith("ASIA"));
        }
    }

    @Test
    void argumentsThatContradictEachOtherAreSaid() throws Exception {
        said("credentials and credentialsId each say", "credentialsId: 'step', credentials: 'agent'");
        said("credentials is 'node'. Give 'agent'", "credentials: 'node'");
        said("externalId is for the role to assume, and role is missing", "externalId: 'x'");
        said("role is 'deployer', which is not the ARN of a role", "role: 'deployer'");
    }

    private static void said(String message, String arguments) throws Exception {
        jenkins.assertLogContains(message, fails(within, "ecsRender(service: 'web', " + arguments + ")"));
        jenkins.assertLogContains(message, fails(within, "ecsDeploy(service: 'web', " + arguments + ")"));
        jenkins.assertLogContains(message, fails(within, "ecsRollback(service: 'web', " + arguments + ")"));
    }

    private static String env(String script) {
        return Scripts.withEnv(variables, script);
    }

    private static void is(Credentials expected, Folder place, String script) throws Exception {
        scene.ecs.clearCalls();

        runs(place, script);

        assertThat(scene.ecs.calls("DescribeServices"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.accessKeyId()).isEqualTo(expected.accessKeyId()));
    }

    private static WorkflowRun runs(Folder place, String script) throws Exception {
        return jenkins.buildAndAssertSuccess(job(place, script));
    }

    private static WorkflowRun fails(Folder place, String script) throws Exception {
        return jenkins.buildAndAssertStatus(Result.FAILURE, job(place, script));
    }

    private static WorkflowJob job(Folder place, String script) throws Exception {
        WorkflowJob job = place.createProject(WorkflowJob.class, "job" + ++jobs);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
