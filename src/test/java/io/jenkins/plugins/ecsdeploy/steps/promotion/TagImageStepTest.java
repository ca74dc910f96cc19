package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.RecordedRequest;
import java.net.URI;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code tagImage} at a registry, from a Pipeline. */
@ExtendWith(QuickJenkins.class)
class TagImageStepTest {
    private static JenkinsRule jenkins;

    private TagScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void connect() throws Exception {
        scene = new TagScene();
        scene.connect();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @AfterAll
    static void stop() {
        EcsDeployConfiguration.get().setRegistries(List.of());
    }

    @Test
    void movesATagAndAnswersWhatItWas() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = tagImage(image: '" + WEB + ":1.0', tag: 'dev', credentialsId: 'registry')\n"
                        + "echo \"${r.image} ${r.digest} ${r.previousDigest} ${r.previousImage} ${r.changed}"
                        + " ${r.platforms}\"");

        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.digest);
        jenkins.assertLogContains("[tagImage] " + WEB + ":dev: " + scene.before + " → " + scene.digest, build);
        jenkins.assertLogContains(
                WEB + ":dev " + scene.digest + " " + scene.before + " " + WEB + "@" + scene.before + " true []", build);
    }

    @Test
    void bringsItBackInADeclarativePipeline() throws Exception {
        run(Result.SUCCESS, """
                pipeline {
                    agent none
                    stages {
                        stage('there') {
                            steps {
                                script {
                                    moved = tagImage(image: '%1$s:1.0', tag: ['dev', 2], credentialsId: 'registry')
                                }
                            }
                        }
                        stage('and back') {
                            steps {
                                tagImage(image: moved.previousImage, tag: 'dev', credentialsId: 'registry')
                            }
                        }
                        stage('as it stands there') {
                            steps {
                                tagImage image: '%1$s:2', tag: '3', overwrite: false, credentialsId: 'registry'
                            }
                        }
                    }
                }
                """.formatted(WEB));

        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.before);
        assertThat(scene.registry.tag("team/web", "2")).isEqualTo(scene.digest);
        assertThat(scene.registry.tag("team/web", "3")).isEqualTo(scene.digest);
    }

    @Test
    void thePageOfTheBuildAndTheRemoteApiHaveWhatItWas() throws Exception {
        WorkflowRun build =
                run(Result.SUCCESS, "tagImage(image: '" + WEB + ":1.0', tag: 'dev', credentialsId: 'registry')");

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.getPage(build).asNormalizedText())
                    .contains(WEB + ":dev: " + scene.before + " → " + scene.digest);
            assertThat(client.goTo(build.getUrl() + "api/json?depth=3", null)
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"previousDigest\":\"" + scene.before + "\"");
        }
    }

    @Test
    void aRegistryThatNobodyHasListedIsNotCalled() throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                "tagImage(image: '" + scene.registry.host() + "/team/web:1.0', tag: 'dev', credentialsId: 'registry')");

        jenkins.assertLogContains(
                "Registry '" + scene.registry.host() + "' of image '" + scene.registry.host()
                        + "/team/web:1.0' is not one of those that this Jenkins may talk to",
                build);
        jenkins.assertLogContains("An administrator adds it to the registries in the global configuration", build);
        assertThat(scene.registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tag: 'dev'                                       | image is empty. Name the image to tag
            image: 'registry.example.com/web', tag: 'dev'    | has neither a tag nor a digest
            image: 'registry.example.com/Web:1', tag: 'dev'  | is not an image
            image: 'registry.example.com/web:1'              | No tag was given for registry.example.com/web:1
            image: 'registry.example.com/web:1', tag: []     | No tag was given
            image: 'registry.example.com/web:1', tag: 'a b'  | 'a b' is not an image tag
            image: 'registry.example.com/web:1', tag: [a: 1] | tag is a map; expected a text, or a list of texts
            image: 'registry.example.com/web:1', tag: ['a', [1]] | tag[1] is a list; expected a text or a number
            image: 'registry.example.com/web:1', tag: 'a', to: 'x:1' | expected one without a tag
            image: 'registry.example.com/web:1', tag: 'a', overwrite: 'no' | overwrite is 'no'; expected true or false
            image: 'registry.example.com/web:1', tag: 'a', region: 'x' | tagImage has no argument region
            image: 'registry.example.com/web:1', tag: 'a', target: 'x', role: 'y' | target and role say as whom AWS is called, and image registry.example.com/web:1 is not at Amazon ECR
            image: 'registry.example.com/web:1', tag: 'a', credentials: 'agent' | credentials says as whom AWS is called
            """)
    void whatIsOfNoUseIsSaidAtOnce(String arguments, String words) throws Exception {
        WorkflowRun build = run(Result.FAILURE, "tagImage(" + arguments + ")");

        jenkins.assertLogContains(words, build);
        jenkins.assertLogNotContains("\tat ", build);
        assertThat(scene.registry.requests()).isEmpty();
    }

    @Test
    void whatTheRegistryRefusesIsExplainedAndNothingWasMoved() throws Exception {
        scene.registry.quirk(Quirk.NO_REDEPLOY);

        WorkflowRun build =
                run(Result.FAILURE, "tagImage(image: '" + WEB + ":1.0', tag: 'dev', credentialsId: 'registry')");

        jenkins.assertLogContains("Disable redeploy", build);
        jenkins.assertLogNotContains("\tat ", build);
        assertThat(scene.registry.tag("team/web", "dev")).isEqualTo(scene.before);
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.getPage(build).asNormalizedText()).doesNotContain(" → ");
        }
    }

    /** The registry holds its answer until the build has ended. */
    @Test
    void aBuildThatIsAbortedEndsAtOnceAndSaysWhatMayBe() throws Exception {
        scene.hold("PUT", 0);
        WorkflowJob job =
                TagScene.job(jenkins, "tagImage(image: '" + WEB + ":1.0', tag: 'dev', credentialsId: 'registry')");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        scene.awaitHeld();

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("[tagImage] " + WEB + ":dev: perhaps " + scene.before + " → " + scene.digest, build);
    }

    @Test
    void callsGoThroughTheProxyOfJenkins() throws Exception {
        TagScene.allow("http://registry.invalid");
        URI proxy = scene.registry.url();
        jenkins.jenkins.setProxy(new ProxyConfiguration(proxy.getHost(), proxy.getPort()));
        try {
            run(Result.FAILURE, "tagImage(image: '" + WEB + ":1.0', tag: 'dev')");
        } finally {
            jenkins.jenkins.setProxy(null);
        }

        assertThat(scene.registry.requests())
                .extracting(RecordedRequest::path)
                .contains("http://registry.invalid/v2/team/web/manifests/1.0");
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, TagScene.job(jenkins, script).scheduleBuild2(0));
    }
}
