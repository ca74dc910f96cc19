package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the snippet generator: what is typed in comes back, and the script that they write is what one means. */
@WithJenkins
class StepFormsTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static WorkflowJob job;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        job = jenkins.createProject(WorkflowJob.class);
        Scripts.target("open", "aws");
        Scripts.target("limited", "aws", target -> target.setJobs("elsewhere/**"));
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @Test
    void renderWithoutArguments() throws Exception {
        EcsRenderStep step = new EcsRenderStep();

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsRender()");
    }

    @Test
    void renderWithAllArguments() throws Exception {
        EcsRenderStep step = new EcsRenderStep();
        step.setTaskDefinition("taskdef.json");
        step.setFamily("web");
        step.setTaskDefinitionArn("arn:aws:ecs:eu-central-1:111122223333:task-definition/web:1");
        step.setService("web");
        step.setVariables(map("BUILD", "90"));
        step.setUseEnvironment(true);
        step.setOutput("out.json");
        changes(step);

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
    }

    @Test
    void deployWithItsDefaults() throws Exception {
        EcsDeployStep step = new EcsDeployStep("web");

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsDeploy 'web'");
    }

    @Test
    void deployWithAllArguments() throws Exception {
        EcsDeployStep step = new EcsDeployStep("web");
        step.setTaskDefinition("taskdef.json");
        step.setForceNewDeployment(true);
        step.setDesiredCount(3);
        step.setWait(false);
        step.setTimeoutMinutes(30);
        step.setSkipUnchanged(false);
        step.setPropagateTags("SERVICE");
        step.setEnableEcsManagedTags(true);
        step.setOnAbort("ROLLBACK");
        step.setOnFailure("LEAVE");
        step.setOnConflict("WAIT");
        step.setDeploymentArn("arn:aws:ecs:eu-central-1:111122223333:service-deployment/c1/web/x");
        step.setLogs(true);
        step.setKeepRevisions(5);
        changes(step);

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
    }

    @Test
    void rollbackWithItsDefaults() throws Exception {
        EcsRollbackStep step = new EcsRollbackStep("web");

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsRollback 'web'");
    }

    @Test
    void rollbackWithAllArguments() throws Exception {
        EcsRollbackStep step = new EcsRollbackStep("web");
        step.setCluster("c1");
        step.setRegion("eu-central-1");
        step.setCredentialsId("aws");
        step.setTo("web:41");
        step.setToBuild("other#12");
        step.setTimeoutMinutes(5);
        step.setTarget("beta");
        step.setCredentials("agent");
        step.setRole("arn:aws:iam::111122223333:role/deployer");
        step.setExternalId("shared-word");

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
    }

    @Test
    void aTargetIsAllThatOneNeeds() throws Exception {
        EcsDeployStep step = new EcsDeployStep("web");
        step.setTarget("beta");

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsDeploy service: 'web', target: 'beta'");
    }

    @Test
    void theBlockOfATarget() throws Exception {
        EcsTargetStep step = new EcsTargetStep("beta");

        jenkins.assertEqualDataBoundBeans(step, roundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, "ecsTarget('beta') {\n    // some block\n}");
    }

    @Test
    void aRoleThatIsNoneIsSaidWhileTyping() {
        EcsDeployStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class);

        assertThat(form.doCheckRole(job, "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckRole(job, "arn:aws-cn:iam::111122223333:role/x").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckRole(job, "deployer")).hasMessageContaining("not the ARN of a role");
    }

    @Test
    void mapsBecomeGroovyMaps() throws Exception {
        EcsDeployStep step = new EcsDeployStep("web");
        step.setImages(map("web", "registry/web:90"));
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("LOG_LEVEL", "debug");
        variables.put("OLD", null);
        step.setEnvironment(map("web", variables));

        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "ecsDeploy environment: [web: [LOG_LEVEL: 'debug', OLD: null]],"
                                + " images: [web: 'registry/web:90'], service: 'web'");
    }

    @Test
    void aMapThatIsNoneIsSaidWhileTyping() {
        EcsDeployStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class);

        assertThat(form.doCheckImages(job, "web: registry/web:90").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckImages(job, "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckImages(job, "web: [a")).hasMessageContaining("images.yaml, line ");
        assertThat(form.doCheckImages(job, "web")).hasMessageContaining("images: enter one entry a line");
    }

    @Test
    void credentialsAreListedOnlyForThoseWhoMaySeeThem() throws Exception {
        EcsDeployStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("author")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try {
            assertThat(listed(form, "author", job)).containsExactlyInAnyOrder("", "aws", "kept");
            assertThat(listed(form, "reader", job)).containsExactly("kept");
            assertThat(listed(form, "author", null)).containsExactly("kept");
            assertThat(listed(form, "admin", null)).containsExactlyInAnyOrder("", "aws", "kept");
            assertThat(targets(form, "author", job)).containsExactly("", "open", "kept");
            assertThat(targets(form, "reader", job)).containsExactly("", "kept");
            assertThat(targets(form, "author", null)).containsExactly("", "kept");
            assertThat(targets(form, "admin", null)).containsExactly("", "open", "limited", "kept");
            assertThat(targets(form, "admin", job)).containsExactly("", "open", "kept");
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(new hudson.security.AuthorizationStrategy.Unsecured());
            jenkins.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        }
    }

    private static List<String> listed(EcsDeployStep.DescriptorImpl form, String user, Item item) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return form.doFillCredentialsIdItems(item, "kept").stream()
                    .map(option -> option.value)
                    .toList();
        }
    }

    private static List<String> targets(EcsDeployStep.DescriptorImpl form, String user, Item item) {
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return form.doFillTargetItems(item, "kept").stream()
                    .map(option -> option.value)
                    .toList();
        }
    }

    private static <S extends Step> S roundTrip(S step) throws Exception {
        return new StepConfigTester(jenkins).configRoundTrip(step);
    }

    private static void changes(TaskDefinitionStep step) {
        step.setImages(map("web", "registry/web:90"));
        step.setImageDefinitions("images.json");
        step.setTag(90);
        step.setTags(map("side", "7"));
        step.setEnvironment(map("web", map("LOG_LEVEL", "say \"hi\": ${x}")));
        step.setSecrets(map("web", map("PASSWORD", "arn:aws:ssm:eu-central-1:111122223333:parameter/p")));
        step.setDockerLabels(map("web", map("team", "shop")));
        step.setLogConfiguration(map("web", map("logDriver", "awslogs", "options", map("awslogs-group", "web"))));
        step.setCommand(map("web", list("sh", "", "-c", "exec web")));
        step.setEnvironmentFiles(map("web", list("arn:aws:s3:::bucket/web.env")));
        step.setTaskRoleArn("arn:aws:iam::111122223333:role/task");
        step.setExecutionRoleArn("arn:aws:iam::111122223333:role/execution");
        step.setCpu(512);
        step.setMemory("1 GB");
        step.setFields(map("networkMode", "awsvpc"));
        step.setClean(true);
        step.setStrict(true);
        step.setCluster("c1");
        step.setRegion("eu-central-1");
        step.setCredentialsId("aws");
    }

    /** Jenkins writes the step to disk, and only to ordinary maps and lists. */
    private static Map<String, Object> map(String key, Object value, Object... more) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        for (int i = 0; i < more.length; i += 2) {
            map.put((String) more[i], more[i + 1]);
        }
        return map;
    }

    private static List<String> list(String... items) {
        return new ArrayList<>(List.of(items));
    }
}
