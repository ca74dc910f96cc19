package io.jenkins.plugins.ecsdeploy.history;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Whether services still run what Jenkins deployed: seen in the background, told by the pages. */
@ExtendWith(QuickJenkins.class)
class RunningNowTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static Run<?, ?> deploy;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
        deploy = rule.buildAndAssertSuccess(rule.createFreeStyleProject("deploy"));
        EcsTargets.get()
                .setTargets(Stream.of("off", "changes", "many", "refused")
                        .map(GlobalTarget::new)
                        .peek(target -> {
                            target.setRegion("eu-central-1");
                            target.setCredentialsId("aws");
                        })
                        .toList());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void forget() {
        scene.ecs.clearCalls();
    }

    private static void compare(String targets) throws Exception {
        HistoryConfiguration.get().setCompareTargets(targets);
        CompletableFuture<Void> done = new CompletableFuture<>();
        RunningNow.get().lookAtAll(() -> done.complete(null));
        done.get(1, TimeUnit.MINUTES);
    }

    /** A service that runs what Jenkins deployed last. */
    private static EmulatedService deployed(String name, String target) {
        EmulatedService service = scene.service(name);
        new Told()
                .service(name)
                .target(target)
                .cluster("c1")
                .revision(service.taskDefinition())
                .by(deploy);
        return service;
    }

    private static String row(String service) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        HtmlPage page = client.goTo("ecs/?q=" + service);
        return page.getElementById("ecs-matrix").asNormalizedText();
    }

    @Test
    void nothingIsAskedOfTargetsThatNobodyHasNamed() throws Exception {
        deployed("unwatched", "off");

        compare(null);

        assertThat(scene.ecs.calls()).isEmpty();
        assertThat(HistoryConfiguration.get().compareEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aServiceThatWasChangedOutsideOfJenkinsSaysWhatItRunsInstead() throws Exception {
        deployed("stays", "changes");
        EmulatedService changed = deployed("changed", "changes");
        new Told()
                .service("gone")
                .target("changes")
                .cluster("c1")
                .revision(changed.taskDefinition())
                .by(deploy);
        compare("off, changes");
        assertThat(row("changed")).doesNotContain("outside of Jenkins");
        try (EcsClient console = EmulatorClients.ecs(scene.ecs)) {
            console.updateService(
                    request -> request.cluster("c1").service("changed").taskDefinition("shop:1"));
        }

        compare("off, changes");

        assertThat(row("changed")).contains("changed outside of Jenkins: runs shop:1");
        assertThat(row("stays")).doesNotContain("outside of Jenkins");
        assertThat(row("gone")).contains("is not there any more");
        assertThat(List.of(callsForAPage(), callsForAPage(), callsForAPage()))
                .as("calls for pages; now and then there is one of the background")
                .contains(0);

        // Whoever deploys has the last word, even before somebody has looked again.
        new Told().service("changed").target("changes").cluster("c1").by(deploy);
        assertThat(row("changed")).doesNotContain("outside of Jenkins");
    }

    private static int callsForAPage() throws Exception {
        scene.ecs.clearCalls();
        row("changed");
        return scene.ecs.calls().size();
    }

    @Test
    void tenServicesAreInACallAndCallsAreNotMadeAllAtOnce() throws Exception {
        for (int i = 0; i < 12; i++) {
            deployed("many" + i, "many");
        }

        compare("many");

        List<Call> calls = scene.ecs.calls("DescribeServices");
        assertThat(calls)
                .extracting(call -> call.request().get("services").size())
                .as("beside those of the background, now and then")
                .containsSubsequence(10, 2);
        // A second is a minute there.
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at())).isGreaterThan(Duration.ofSeconds(25));
    }

    /** What goes on is in between: nobody has changed anything. */
    @Test
    void whereSomethingIsDeployedNothingIsSaid() throws Exception {
        deployed("busy", "changes");
        new Told()
                .service("busy")
                .target("changes")
                .cluster("c1")
                .status(null, null)
                .by(deploy);
        try (EcsClient ecs = EmulatorClients.ecs(scene.ecs)) {
            ecs.updateService(request -> request.cluster("c1").service("busy").taskDefinition("shop:1"));
        }

        compare("changes");

        assertThat(row("busy")).contains("in progress").doesNotContain("outside of Jenkins");
    }
}
