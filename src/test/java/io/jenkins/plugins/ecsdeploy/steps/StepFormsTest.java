package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStepDescriptor;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The forms of the snippet generator: what is typed in comes back, and the script that they write is what one means. */
@ExtendWith(QuickJenkins.class)
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
    void whatIsTypedInComesBack() throws Exception {
        FormRoundTrip.check(
                jenkins,
                renderWithoutArguments(),
                renderWithAllArguments(),
                rollbackWithItsDefaults(),
                rollbackWithAllArguments(),
                theBlockOfATarget());
    }

    @Test
    void whatIsTypedInForADeploymentComesBack() throws Exception {
        FormRoundTrip.check(jenkins, deployWithItsDefaults(), deployWithAllArguments(), aTargetIsAllThatOneNeeds());
    }

    @Test
    void theScriptIsWhatOneMeans() throws Exception {
        new SnippetizerTester(jenkins).assertRoundTrip(renderWithoutArguments(), "ecsRender()");
        new SnippetizerTester(jenkins).assertRoundTrip(deployWithItsDefaults(), "ecsDeploy 'web'");
        new SnippetizerTester(jenkins).assertRoundTrip(rollbackWithItsDefaults(), "ecsRollback 'web'");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(aTargetIsAllThatOneNeeds(), "ecsDeploy service: 'web', target: 'beta'");
        new SnippetizerTester(jenkins)
                .assertRoundTrip(theBlockOfATarget(), "ecsTarget('beta') {\n    // some block\n}");
    }

    private static EcsRenderStep renderWithoutArguments() {
        return new EcsRenderStep();
    }

    private static EcsRenderStep renderWithAllArguments() {
        EcsRenderStep step = new EcsRenderStep();
        step.setTaskDefinition("taskdef.json");
        step.setFamily("web");
        step.setTaskDefinitionArn("arn:aws:ecs:eu-central-1:111122223333:task-definition/web:1");
        step.setService("web");
        step.setVariables(map("BUILD", "90"));
        step.setUseEnvironment(true);
        step.setOutput("out.json");
        step.setDiff("live");
        changes(step);
        return step;
    }

    private static EcsDeployStep deployWithItsDefaults() {
        return new EcsDeployStep("web");
    }

    private static EcsDeployStep deployWithAllArguments() {
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
        step.setDryRun(true);
        step.setAppSpec("version: 0.0\nResources: []");
        step.setVariables(map("HOOK", "check: \"it\""));
        step.setCodeDeployApplication("shop");
        step.setCodeDeployGroup("shop-web");
        step.setCodeDeployConfig("CodeDeployDefault.ECSAllAtOnce");
        step.setDescription("of build ${x}");
        step.setIgnoreAlarms(true);
        step.setWaitUntil("LIVE");
        step.setImagesFrom("team/service1#12");
        step.setImagesFromService("web-staging");
        step.setPinDigests(true);
        step.setExpectImages(map("web", "sha256:" + "a".repeat(64)));
        step.setRegistryCredentials(map("registry.example.com:5000", "registry"));
        changes(step);
        return step;
    }

    private static EcsRollbackStep rollbackWithItsDefaults() {
        return new EcsRollbackStep("web");
    }

    private static EcsRollbackStep rollbackWithAllArguments() {
        EcsRollbackStep step = new EcsRollbackStep("web");
        step.setCluster("c1");
        step.setRegion("eu-central-1");
        step.setCredentialsId("aws");
        step.setTo("web:41");
        step.setToBuild("other#12");
        step.setDryRun(true);
        step.setTimeoutMinutes(5);
        step.setCodeDeployApplication("shop");
        step.setCodeDeployGroup("shop-web");
        step.setCodeDeployConfig("CodeDeployDefault.ECSAllAtOnce");
        step.setDescription("back");
        step.setIgnoreAlarms(true);
        step.setWaitUntil("GATE");
        step.setTarget("beta");
        step.setCredentials("agent");
        step.setRole("arn:aws:iam::111122223333:role/deployer");
        step.setExternalId("shared-word");
        return step;
    }

    private static EcsDeployStep aTargetIsAllThatOneNeeds() {
        EcsDeployStep step = new EcsDeployStep("web");
        step.setTarget("beta");
        return step;
    }

    private static EcsTargetStep theBlockOfATarget() {
        return new EcsTargetStep("beta");
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
        assertThat(form.doCheckImages(job, "web: [a"))
                .hasMessageContaining("images, line ")
                .extracting(FormValidation::getMessage)
                .asString()
                .doesNotContain("images.yaml");
        assertThat(form.doCheckImages(job, "web")).hasMessageContaining("images: enter one entry a line");
    }

    /** By the rules that the step itself keeps. */
    @Test
    void whatCanBeCheckedIsSaidWhileTyping() {
        EcsDeployStep.DescriptorImpl deploy = jenkins.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class);
        EcsRenderStep.DescriptorImpl render = jenkins.jenkins.getDescriptorByType(EcsRenderStep.DescriptorImpl.class);
        EcsRollbackStep.DescriptorImpl rollback =
                jenkins.jenkins.getDescriptorByType(EcsRollbackStep.DescriptorImpl.class);

        refuses(deploy.doCheckTimeoutMinutes(job, "-1"), "timeoutMinutes is -1");
        refuses(deploy.doCheckTimeoutMinutes(job, "ten"), "expected a whole number");
        refuses(deploy.doCheckDesiredCount(job, "-1"), "desiredCount is -1. Give 0 or more tasks");
        refuses(deploy.doCheckKeepRevisions(job, "-1"), "keepRevisions is -1");
        refuses(deploy.doCheckRegion(job, "Frankfurt", ""), "not an AWS region");
        refuses(
                deploy.doCheckImages(job, "web: Registry/Web:1"),
                "images.web: &#039;Registry/Web:1&#039; is not an image");
        refuses(deploy.doCheckImages(job, "web: [a, b]"), "images.web is a list");
        refuses(deploy.doCheckTags(job, "web: [a, b]"), "tags.web is a list");
        refuses(deploy.doCheckEnvironment(job, "web: LOG=debug"), "environment.web is a text");
        refuses(deploy.doCheckSecrets(job, "web: {PASSWORD: ''}"), "secrets.web.PASSWORD is empty");
        refuses(deploy.doCheckDockerLabels(job, "web: shop"), "dockerLabels.web is a text");
        refuses(deploy.doCheckLogConfiguration(job, "web: {logDrvier: awslogs}"), "did you mean logDriver?");
        refuses(deploy.doCheckCommand(job, "web: sh"), "command.web is a text");
        refuses(deploy.doCheckEnvironmentFiles(job, "web: [x]"), "not the ARN of an S3 object");
        refuses(deploy.doCheckFields(job, "containerDefinitions: []"), "cannot hold containerDefinitions");
        refuses(deploy.doCheckTaskRoleArn(job, "task"), "taskRoleArn is &#039;task&#039;");
        refuses(deploy.doCheckExecutionRoleArn(job, "task"), "executionRoleArn is &#039;task&#039;");
        refuses(deploy.doCheckCpu(job, "much"), "which is no size");
        refuses(deploy.doCheckMemory(job, "1 TB"), "which is no size");
        refuses(deploy.doCheckExternalId(job, "word", ""), "role is missing");
        refuses(deploy.doCheckCredentials(job, "agent", "aws"), "Keep one");
        refuses(deploy.doCheckDeploymentArn(job, "arn", "taskdef.json", "", "", ""), "cannot be combined");
        refuses(render.doCheckFamily(job, "web", "", "", "web", ""), "family and service each name");
        refuses(render.doCheckTaskDefinition(job, "web:1", "web", "", "", ""), "taskDefinition and family each name");
        refuses(
                render.doCheckTaskDefinitionArn(job, "arn:x", "", "web", "", ""),
                "family and taskDefinitionArn each name");
        refuses(render.doCheckService(job, "web", "web:1", "", "", ""), "taskDefinition and service each name");
        refuses(render.doCheckDiff(job, "live", ""), "no service to compare with");
        refuses(render.doCheckDiff(job, "last", "web"), "diff is &#039;last&#039;");
        refuses(render.doCheckVariables(job, "A: [1]"), "variables.A is a list");
        refuses(render.doCheckVariables(job, "A:"), "A has no value");
        refuses(deploy.doCheckImagesFrom(job, "12", ""), "imagesFrom is &#039;12&#039;");
        refuses(deploy.doCheckImagesFrom(job, "open", "90"), "tag would give them another tag");
        refuses(deploy.doCheckImagesFromService(job, "web", ""), "imagesFrom is missing");
        refuses(deploy.doCheckExpectImages(job, "web: sha256:1"), "expectImages.web is");
        refuses(deploy.doCheckRegistryCredentials(job, "registry.example.com: ''"), "is empty");
        refuses(deploy.doCheckAppSpec(job, "{}"), "appSpec");
        refuses(deploy.doCheckVariables(job, "A:"), "A has no value");
        refuses(deploy.doCheckDescription(job, "x".repeat(300)), "description has 300 characters");
        refuses(deploy.doCheckCodeDeployApplication(job, "x".repeat(101)), "codeDeployApplication has 101");
        refuses(rollback.doCheckCodeDeployGroup(job, "x".repeat(101)), "codeDeployGroup has 101");
        refuses(rollback.doCheckCodeDeployConfig(job, "x".repeat(101)), "codeDeployConfig has 101");
        refuses(rollback.doCheckTo(job, "web", ""), "names no revision");
        refuses(rollback.doCheckTo(job, "41", "12"), "to and toBuild");
        refuses(rollback.doCheckToBuild(job, "last", ""), "Give a build&#039;s number");
        refuses(rollback.doCheckToBuild(job, "12", "41"), "to and toBuild");
        refuses(rollback.doCheckTimeoutMinutes(job, "-1"), "timeoutMinutes is -1");
        for (FormValidation good : List.of(
                deploy.doCheckTimeoutMinutes(job, "0"),
                deploy.doCheckImages(job, "web: registry/web:90"),
                deploy.doCheckEnvironment(job, "web: {LOG_LEVEL: debug, OLD: null}"),
                deploy.doCheckCpu(job, ".5 vCPU"),
                deploy.doCheckImagesFrom(job, "open", ""),
                deploy.doCheckImagesFrom(job, "team/service1#12", ""),
                deploy.doCheckImagesFromService(job, "web", "open"),
                deploy.doCheckExpectImages(job, "web: sha256:" + "a".repeat(64)),
                deploy.doCheckRegistryCredentials(job, "registry.example.com: registry"),
                deploy.doCheckAppSpec(job, "appspec.yaml"),
                deploy.doCheckDescription(job, "jenkins-deploy-90"),
                deploy.doCheckMemory(job, "1 GB"),
                deploy.doCheckDeploymentArn(job, "arn", "", "", "", ""),
                deploy.doCheckExternalId(job, "word", "arn:aws:iam::111122223333:role/x"),
                render.doCheckTaskDefinition(job, "web:1", "", "", "web", "live"),
                render.doCheckDiff(job, "live", "web"),
                render.doCheckTaskDefinition(job, "taskdef.json", "web", "", "", ""),
                rollback.doCheckTo(job, "web:41", ""),
                rollback.doCheckToBuild(job, "team/deploy#12", ""))) {
            assertThat(good.kind).as(good.getMessage()).isEqualTo(FormValidation.Kind.OK);
        }
    }

    /** AWS may have opened it yesterday, so a step takes it. */
    @Test
    void ofARegionThatIsNotKnownTheFormWarns() {
        for (AwsStepDescriptor<?> form : List.of(
                jenkins.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class),
                jenkins.jenkins.getDescriptorByType(EcsRenderStep.DescriptorImpl.class),
                jenkins.jenkins.getDescriptorByType(EcsRollbackStep.DescriptorImpl.class))) {
            FormValidation verdict = form.doCheckRegion(job, " eu-cental-1 ", "");

            assertThat(verdict.kind).isEqualTo(FormValidation.Kind.WARNING);
            assertThat(verdict).hasMessageContaining("(did you mean eu-central-1?)");
            assertThat(form.doCheckRegion(job, "eu-central-1", "").kind).isEqualTo(FormValidation.Kind.OK);
            assertThat(form.doCheckRegion(job, "", "").kind).isEqualTo(FormValidation.Kind.OK);
        }
    }

    @Test
    void whatTheTargetSaysOtherwiseIsSaidWhileTyping() throws Exception {
        EcsDeployStep.DescriptorImpl form = jenkins.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class);
        List<GlobalTarget> before = EcsTargets.get().getTargets();
        Scripts.target("anywhere", "aws", target -> target.setCluster(null));
        try {
            refuses(form.doCheckCluster(job, "c2", "open"), "has the cluster c1, and the step says c2");
            refuses(form.doCheckRegion(job, "us-east-1", "open"), "has the region eu-central-1");
            for (FormValidation good : List.of(
                    form.doCheckCluster(job, "c1", "open"),
                    form.doCheckCluster(job, "arn:aws:ecs:eu-central-1:111122223333:cluster/c1", "open"),
                    form.doCheckCluster(job, "c2", "anywhere"),
                    form.doCheckCluster(job, "c2", ""),
                    form.doCheckCluster(job, "c2", "limited"),
                    form.doCheckRegion(job, "eu-central-1", "open"))) {
                assertThat(good.kind).as(good.getMessage()).isEqualTo(FormValidation.Kind.OK);
            }
        } finally {
            EcsTargets.get().setTargets(before);
        }
    }

    /** The snippet generator shows nothing at all of a form that fails in another way. */
    @Test
    void whereNoSnippetCanBeMadeThePageSaysWhyInItsPlace() throws Exception {
        assertThat(generated(EcsDeployStep.class, "'service': 'web', 'images': 'web: [a'"))
                .startsWith("images, line 1")
                .doesNotContain("\tat ");
        assertThat(generated(EcsDeployStep.class, "'service': 'web', 'timeoutMinutes': 'ten'"))
                .isEqualToIgnoringWhitespace("timeoutMinutes is 'ten'; expected a whole number");
        assertThat(generated(EcsDeployStep.class, "'service': ' '"))
                .isEqualToIgnoringWhitespace("service is empty. Name the ECS service to deploy to");
        assertThat(generated(EcsRollbackStep.class, "'service': ''"))
                .isEqualToIgnoringWhitespace("service is empty. Name the ECS service to bring back");
        assertThat(generated(EcsTargetStep.class, "'target': ''")).startsWith("target is empty");
        assertThat(generated(EcsDeployStep.class, "'service': 'web', 'target': 'open'"))
                .isEqualTo("ecsDeploy service: 'web', target: 'open'");
    }

    private static String generated(Class<? extends Step> step, String fields) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl(job.getUrl() + "pipeline-syntax/generateSnippet"), HttpMethod.POST);
            String json =
                    "{'stapler-class': '" + step.getName() + "', '$class': '" + step.getName() + "', " + fields + "}";
            request.setRequestParameters(List.of(new NameValuePair("json", json.replace("'", "\""))));
            return client.loadWebResponse(request).getContentAsString();
        }
    }

    private static void refuses(FormValidation verdict, String words) {
        assertThat(verdict.kind).as(words).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(verdict).hasMessageContaining(words);
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
