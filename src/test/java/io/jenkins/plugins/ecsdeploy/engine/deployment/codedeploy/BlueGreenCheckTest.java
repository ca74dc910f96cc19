package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be is refused before anything is registered. */
class BlueGreenCheckTest extends BlueGreenTestBase {
    @Test
    void aGateThatTheGroupDoesNotHave() {
        deploy(shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.GATE)).build());
        isRefused(
                "waitUntil is GATE, but Deployment group DgpECS-c1-shop of application AppECS-c1-shop lets the traffic"
                        + " move without waiting");
    }

    @Test
    void aGroupThatIsNotThere() {
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.empty(), Optional.of("other"), Optional.empty(), WaitUntil.DONE))
                .build());
        isRefused("Deployment group other of application AppECS-c1-shop was not found in CodeDeploy");
    }

    @Test
    void aGroupOfAnotherService() {
        emulator.blueGreenService(CLUSTER, "other", "shop:1", 1).blueGreen("AppECS-c1-shop", "other");
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.empty(), Optional.of("other"), Optional.empty(), WaitUntil.DONE))
                .build());
        isRefused("Deployment group other of application AppECS-c1-shop does not deploy service shop in cluster c1, but"
                + " other in c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "Lambda"})
    void aGroupOfAnotherPlatform(String platform) {
        group.platform(platform);
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.empty(), Optional.of("DgpECS-c1-shop"), Optional.empty(), WaitUntil.DONE))
                .build());
        isRefused("Deployment group DgpECS-c1-shop of application AppECS-c1-shop is for the platform " + platform
                + ", not ECS. Name another one by codeDeployApplication and codeDeployGroup");
    }

    /** It is not found by the console's names, and applications of other platforms are not searched. */
    @Test
    void noGroupAtAll() {
        group.platform("Server");
        emulator.codeDeploy().application("machines", "Server").application("functions", "Lambda");
        deploy(shop("registry/shop:2").build());
        isRefused("No deployment group of CodeDeploy has service shop in cluster c1: neither group DgpECS-c1-shop of"
                + " application AppECS-c1-shop, nor one of application AppECS-c1-shop. Create one");
    }

    @Test
    void anApplicationThatIsNotThere() {
        deploy(shop("registry/shop:2")
                .blueGreen(new BlueGreenOptions(
                        Optional.empty(),
                        Placeholders.none(),
                        Optional.of("nowhere"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        WaitUntil.DONE))
                .build());
        isRefused("nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "CodeDeployDefault.OneAtATime, Server",
        "CodeDeployDefault.LambdaAllAtOnce, Lambda",
        "CodeDeployDefault.LambdaCanary10Percent5Minutes, Lambda"
    })
    void aConfigurationOfAnotherPlatform(String config, String platform) {
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.of(config), Optional.empty(), Optional.empty(), WaitUntil.DONE))
                .build());
        isRefused("codeDeployConfig is '" + config + "', which is for the platform " + platform + ". Name one for ECS");
    }

    @Test
    void aConfigurationThatIsNotThere() {
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.of("Mine"), Optional.empty(), Optional.empty(), WaitUntil.DONE))
                .build());
        isRefused("codeDeployConfig is 'Mine', which does not exist");
    }

    @Test
    void stepsOverANetworkLoadBalancer() {
        group.networkLoadBalancer();
        deploy(shop("registry/shop:2")
                .blueGreen(options(
                        Optional.of("CodeDeployDefault.ECSCanary10Percent5Minutes"),
                        Optional.empty(),
                        Optional.empty(),
                        WaitUntil.DONE))
                .build());
        isRefused("has a Network Load Balancer, which moves all of it at once");
    }

    @Test
    void aDescriptionThatIsTooLong() {
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.empty(), Optional.empty(), Optional.of("x".repeat(257)), WaitUntil.DONE))
                .build());
        isRefused("description has 257 characters; CodeDeploy takes 256");
    }

    /** A marker of 26 characters goes with it. */
    @Test
    void theLongestDescriptionThatFits() {
        String longest = "x".repeat(230);
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.empty(), Optional.empty(), Optional.of(longest), WaitUntil.DONE))
                .build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(sentDescription()).hasSize(256).startsWith(longest + " [ecs-deploy ");
    }

    /** The name of a revision may have more characters than a description. */
    @Test
    void aLongFamilyIsCutInTheDescription() {
        String family = "f".repeat(255);
        deploy(document(SHOP.replace("\"family\":\"shop\"", "\"family\":\"" + family + "\""))
                .service("shop")
                .build());

        assertThat(host.failure).isNull();
        assertThat(sentDescription()).hasSizeLessThanOrEqualTo(256).contains("[ecs-deploy ");
    }

    private String sentDescription() {
        return emulator.calls("CreateDeployment")
                .get(0)
                .request()
                .path("description")
                .asText();
    }

    @Test
    void anAppSpecWithAnotherContainer() {
        deploy(shop("registry/shop:2").blueGreen(appSpec("""
            Resources:
              - TargetService:
                  Properties:
                    LoadBalancerInfo: {ContainerName: wep, ContainerPort: 8080}
            """)).build());
        isRefused("appspec.yaml: LoadBalancerInfo.ContainerName is 'wep'");
    }

    @Test
    void anotherDeployment() {
        emulator.registerTaskDefinition(SHOP);
        String other = group.deploy("shop:2", "CloudFormation");
        deploy(shop("registry/shop:3").build());
        isRefused("Service shop in cluster c1 has another deployment: deployment " + other
                + ", begun by CloudFormation, ");
    }

    @Test
    void oneIsWaitedFor() {
        emulator.registerTaskDefinition(SHOP);
        group.deploy("shop:2", "user");
        deploy(shop("registry/shop:3").onConflict(OnConflict.WAIT).build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("shop:3");
        assertThat(host.log).anyMatch(line -> line.startsWith("Waiting for the end of deployment d-"));
    }

    /** It runs it still, and not for long. */
    @Test
    void whatIsBeingTakenAwayIsNotUnchanged() {
        emulator.registerTaskDefinition(SHOP);
        String other = group.deploy("shop:2", "user");
        deploy(shop("registry/shop:1").build());
        isRefused("Service shop in cluster c1 has another deployment: deployment " + other);
    }

    @Test
    void itIsBroughtBackWhenThatHasEnded() {
        emulator.registerTaskDefinition(SHOP);
        group.deploy("shop:2", "user");
        deploy(shop("registry/shop:1").onConflict(OnConflict.WAIT).build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(done("RegisterTaskDefinition")).isZero();
    }

    @Test
    void orReplaced() {
        emulator.registerTaskDefinition(SHOP);
        group.deploy("shop:2", "user");
        deploy(shop("registry/shop:3").onConflict(OnConflict.REPLACE).build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("shop:3");
        assertThat(done("StopDeployment")).isEqualTo(1);
    }

    /** Between our look and our call. */
    @Test
    void oneThatComesInBetweenIsFoundInTheRefusal() {
        emulator.registerTaskDefinition(SHOP);
        emulator.onCall(call -> {
            if (call.action().equals("RegisterTaskDefinition")) {
                group.deploy("shop:2", "user");
            }
        });
        deploy(shop("registry/shop:3").build());
        assertThat(host.failure).hasMessageContaining("has another deployment: deployment d-");
        assertThat(done("CreateDeployment")).isZero();
    }

    @Test
    void aGroupOfAnotherNameIsFound() {
        emulator.registerTaskDefinition(SHOP.replace("\"shop\"", "\"found\""));
        emulator.service(CLUSTER, "found", "found:1", 1)
                .blueGreen("my-app", "my-group")
                .group()
                .servicesAsArns(true);
        record = new DeploymentRecord(
                "found", CLUSTER, emulator.region(), time.now().toEpochMilli());
        deploy(document(SHOP.replace("\"shop\"", "\"found\"").replace("shop:1", "shop:2"))
                .service("found")
                .build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("ListApplications")).isEqualTo(1);
    }

    private void isRefused(String message) {
        assertThat(host.failure).hasMessageContaining(message);
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("CreateDeployment")).isZero();
    }
}
