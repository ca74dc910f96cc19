package io.jenkins.plugins.ecsdeploy.records;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import hudson.util.XStream2;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The card of a deployment on the page of its build, as it is without a script. */
@ExtendWith(QuickJenkins.class)
class DeploymentCardTest {
    private static final String EVIL = "<img src=x onerror=alert(1)>\"'${123*457}";

    private static JenkinsRule jenkins;

    private EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void connect() throws Exception {
        scene = new EcsScene(EmulatorClock.manual());
        scene.connect();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static HtmlPage page(String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        return client.goTo(path);
    }

    private static HtmlElement card(HtmlPage page) {
        return page.getFirstByXPath("//section[contains(@class, 'ecs-card')]");
    }

    private static WorkflowRun begin(String service) throws Exception {
        WorkflowRun build = EcsScene.job(
                        jenkins,
                        "ecsDeploy(service: '" + service + "', images: [web: 'registry/web:2'], " + EcsScene.ARGUMENTS
                                + ")")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploying web:2", build);
        return build;
    }

    @Test
    void saysWhatIsDeployedAndHowFarItIs() throws Exception {
        scene.service("good").scene(Scene.rollout(Duration.ofMinutes(10)));
        WorkflowRun build = begin("good");
        scene.ecs.clock().advance(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(page(build.getUrl() + "ecsDeployments/now")
                        .<HtmlElement>getByXPath("//progress[@max='100'][@value]"))
                .hasSize(1));

        HtmlElement card = card(page(build.getUrl()));

        assertThat(card.getAttribute("data-ecs-open")).isEqualTo("true");
        assertThat(card.asNormalizedText())
                .contains("web:1 → web:2", "registry/web:2", "ECS · ROLLING", "tasks running", "1 change")
                .contains("AWS console", "history of the service");
        assertThat(card.<HtmlElement>getByXPath(".//a[contains(@href, '/ecs/service/good/')]"))
                .as(card.asXml())
                .hasSize(1);

        scene.ecs.clock().advance(Duration.ofMinutes(20));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        HtmlElement ended = card(page(build.getUrl()));
        assertThat(ended.getAttribute("data-ecs-open")).isEqualTo("false");
        assertThat(ended.getAttribute("class")).contains("ecs-card--good");
        assertThat(ended.<HtmlElement>getByXPath(".//progress")).isEmpty();
    }

    @Test
    void saysWhyItFailedAndLinksTheEvidence() throws Exception {
        scene.service("bad").circuitBreaker(true).scene(Scene.crash());
        WorkflowRun build = begin("bad");
        scene.ecs.clock().advance(Duration.ofMinutes(60));
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        HtmlPage page = page(build.getUrl());

        HtmlElement card = card(page);
        assertThat(card.getAttribute("class")).contains("ecs-card--bad");
        assertThat(card.<HtmlElement>getFirstByXPath(".//p[contains(@class, 'ecs-card__reason')]")
                        .asNormalizedText())
                .isNotBlank();
        String evidence = card.<HtmlElement>getFirstByXPath(".//a[contains(@href, '/artifact/')]")
                .getAttribute("href");
        assertThat(jenkins.createWebClient()
                        .goTo(evidence.substring(evidence.indexOf("job/")), null)
                        .getWebResponse()
                        .getContentAsString())
                .contains("bad");
    }

    @Test
    void showsHostileTextAndRunsNone() throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        String evil = hudson.Util.xmlEscape(EVIL);
        DeploymentRecord record = (DeploymentRecord) new XStream2()
                .fromXML("<" + DeploymentRecord.class.getName() + "><service>" + evil
                        + "</service><cluster>c1</cluster><region>eu-central-1</region><phase>ENDED</phase>"
                        + "<status>FAILED</status><failure>" + evil + "</failure><images><entry><string>" + evil
                        + "</string><string>" + evil + "</string></entry></images><changes><string>" + evil
                        + "</string></changes></" + DeploymentRecord.class.getName() + ">");
        DeploymentsAction.record(build, "1", CallerArguments.NONE, () -> record);

        for (String path : new String[] {build.getUrl(), build.getUrl() + "ecsDeployments/now"}) {
            HtmlPage page = page(path);
            assertThat(page.<HtmlElement>getByXPath("//img[@src='x']")).as(path).isEmpty();
            assertThat(card(page).asNormalizedText()).contains(EVIL).doesNotContain("56211");
        }
    }
}
