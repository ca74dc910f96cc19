package io.jenkins.plugins.ecsdeploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;

/** The pipelines in the documents do what they are there for, in a Jenkins and an ECS that have the names used there. */
@ExtendWith(QuickJenkins.class)
class DocumentedPipelinesTest {
    private static final String DOCUMENT = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry.example.com/web:1\",\"memory\":128,\"essential\":true,"
            + "\"portMappings\":[{\"containerPort\":8080}]}]}";

    private static final String APP_SPEC = "{\"version\":0.0,\"Resources\":[{\"TargetService\":{\"Type\":"
            + "\"AWS::ECS::Service\",\"Properties\":{\"TaskDefinition\":\"<TASK_DEFINITION>\",\"LoadBalancerInfo\":"
            + "{\"ContainerName\":\"web\",\"ContainerPort\":8080}}}}]}";

    private static final String REVISION = "[{\"name\":\"web\",\"imageUri\":\"registry.example.com/web:90\"}]";

    /**
     * What the text around a piece takes for granted, and a checkout that has the task definition, the AppSpec and the
     * images of a service.
     */
    private static final String AROUND = """
            document = '%s'
            rendered = document
            image = 'registry.example.com/web:7'
            message = 'fix the thing'
            scm = 'of this job'
            build = [job: 'service1-build', number: 1]
            def checkout(from) {
                writeFile(file: 'taskdef.json', text: document)
                writeFile(file: 'appspec.yaml', text: '%s')
                writeFile(file: 'live/web/revision.json', text: '%s')
            }
            """.formatted(DOCUMENT, APP_SPEC, REVISION);

    /** What needs more than this scene has. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("prompt:", "somebody has to answer"),
            Map.entry("changed: true", "needs a repository with changes"),
            Map.entry("ecsGate(", "somebody has to decide"),
            Map.entry("ecsTarget(", "needs the AWS CLI"),
            Map.entry("securityGroups:", "needs a task definition with the network mode awsvpc"),
            Map.entry("credentials: 'agent'", "needs an agent with a role"),
            Map.entry("toBuild: 12", "names revisions and builds of a longer history"),
            Map.entry("copyArtifacts(", "is what people had before"),
            Map.entry("Jenkins.instance", "is what people had before"),
            Map.entry("tagImage(", "needs a registry"),
            Map.entry("pinDigests: true", "needs a registry"),
            Map.entry("imagesFrom:", "needs what was deployed elsewhere"));

    private static JenkinsRule jenkins;
    private static EcsEmulator ecs;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ecs = EcsEmulator.start(EmulatorClock.running(60));
        EcsDeployConfiguration.get().setEndpointUrl(ecs.endpoint().toString());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "aws",
                        ecs.credentials().accessKeyId(),
                        ecs.credentials().secretAccessKey(),
                        "of the emulator"));
        ecs.registerTaskDefinition(DOCUMENT);
        ecs.registerTaskDefinition(DOCUMENT.replace("\"family\":\"web\"", "\"family\":\"shop\""));
        ecs.imageScene(image -> image.endsWith(":crash"), Scene.crash());
        EcsTargets.get()
                .setTargets(Stream.of("test", "beta", "live", "try")
                        .map(DocumentedPipelinesTest::target)
                        .toList());
        ecs.service("live", "shop", "shop:1", 2).blueGreen("shop", "shop-web");
        for (String upstream : List.of("service1-build", "deploy-test")) {
            jenkins.buildAndAssertSuccess(job(
                    upstream,
                    "exportBuildVariables(name: 'service1', variables: [SERVICE1_BUILD: 90, SERVICE1_COMMIT_MSG: 'x'])\n"
                            + "node { writeFile(file: 'taskdef-new.json', text: '" + DOCUMENT + "')\n"
                            + "writeFile(file: 'appspec.json', text: '" + APP_SPEC + "')\n"
                            + "archiveArtifacts '*.json' }"));
        }
    }

    private static GlobalTarget target(String name) {
        ecs.cluster(name);
        ecs.service(name, "web", "web:1", 2).circuitBreaker(true);
        ecs.service(name, "service1", "web:1", 2);
        GlobalTarget target = new GlobalTarget(name);
        target.setRegion("eu-central-1");
        target.setCluster(name);
        target.setCredentialsId("aws");
        return target;
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        ecs.close();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void runs(Snippet snippet) throws Exception {
        String text = snippet.script("echo ecsRender(taskDefinition: document");
        WorkflowJob job = job(null, whole(text));
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("SERVICE1", "1"), new StringParameterDefinition("BUILD_TO_DEPLOY", "1")));

        jenkins.assertBuildStatus(text.contains(":crash'") ? Result.FAILURE : Result.SUCCESS, job.scheduleBuild2(0));
    }

    static Stream<Snippet> pipelines() {
        return Snippet.blocks()
                .filter(snippet -> !snippet.isJobDsl())
                .filter(snippet -> NOT_RUN.keySet().stream().noneMatch(snippet.text()::contains));
    }

    @Test
    void mostOfThemAreRun() {
        assertThat(pipelines()).hasSizeGreaterThan(12);
        assertThat(Snippet.blocks().map(Snippet::text).reduce("", String::concat))
                .contains(NOT_RUN.keySet());
    }

    private static String whole(String text) {
        if (text.startsWith("pipeline")) {
            return text;
        }
        return AROUND + (text.contains("node") ? text : "node {\ncheckout scm\n" + text + "\n}");
    }

    private static WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = name == null
                ? jenkins.createProject(WorkflowJob.class)
                : jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
