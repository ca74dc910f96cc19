package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A role without rights in CodeDeploy: the message names the action, the resource, and the statement to add. */
class MissingRightsTest extends BlueGreenTestBase {
    private static final String GROUP = "deploymentgroup:AppECS-c1-shop/DgpECS-c1-shop";

    @Test
    void toReadTheGroup() {
        emulator.faults().deny("GetDeploymentGroup");
        deploy(shop("registry/shop:2").build());
        isNamed("GetDeploymentGroup", GROUP);
        nothingIsDone();
    }

    @ParameterizedTest
    @CsvSource({
        "ListApplications, *",
        "BatchGetApplications, *",
        "ListDeploymentGroups, arn:aws:codedeploy:eu-central-1:123456789012:application:AppECS-c1-shop",
        "BatchGetDeploymentGroups, arn:aws:codedeploy:eu-central-1:123456789012:application:AppECS-c1-shop"
    })
    void toSearchForIt(String action, String resource) {
        group.renamed("another");
        emulator.faults().deny(action);
        deploy(shop("registry/shop:2").build());
        assertThat(host.failure)
                .hasMessageContaining("codedeploy:" + action)
                .hasMessageContaining(statement(action, resource));
        nothingIsDone();
    }

    @Test
    void toReadTheConfiguration() {
        emulator.faults().deny("GetDeploymentConfig");
        deploy(shop("registry/shop:2")
                .blueGreen(options(
                        Optional.of("CodeDeployDefault.ECSAllAtOnce"),
                        Optional.empty(),
                        Optional.empty(),
                        WaitUntil.DONE))
                .build());
        isNamed("GetDeploymentConfig", "deploymentconfig:CodeDeployDefault.ECSAllAtOnce");
        nothingIsDone();
    }

    @Test
    void toDeploy() {
        emulator.faults().deny("CreateDeployment");
        deploy(shop("registry/shop:2").build());
        isNamed("CreateDeployment", GROUP);
        assertThat(host.failure)
                .hasMessageStartingWith("CreateDeployment of shop:2 in group DgpECS-c1-shop of application"
                        + " AppECS-c1-shop failed: AccessDeniedException");
    }

    @Test
    void toIgnoreAlarms() {
        emulator.faults().deny("UpdateDeploymentGroup");
        deploy(shop("registry/shop:2")
                .blueGreen(new BlueGreenOptions(
                        Optional.empty(),
                        Placeholders.none(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        WaitUntil.DONE))
                .build());
        isNamed("UpdateDeploymentGroup", GROUP);
    }

    @Test
    void toFollow() {
        emulator.faults().deny("BatchGetDeployments");
        deploy(shop("registry/shop:2").build());
        isNamed("BatchGetDeployments", GROUP);
        assertThat(host.failure)
                .hasMessageContaining(
                        "CodeDeploy goes on with deployment " + deployments().get(0));
    }

    /** What is only shown is done without. */
    @Test
    void toLookAtTheTarget() {
        emulator.faults().deny("GetDeploymentTarget");
        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .filteredOn(line -> line.contains("GetDeploymentTarget cannot be used"))
                .singleElement()
                .asString()
                .contains("codedeploy:GetDeploymentTarget");
    }

    @Test
    void toStopWhatFails() {
        group.autoRollback(true);
        web.scene(Scene.crash());
        emulator.faults().deny("StopDeployment");
        deploy(shop("registry/shop:2").build());
        isNamed("StopDeployment", GROUP);
        assertThat(host.log).anyMatch(line -> line.contains("new tasks failed"));
    }

    @Test
    void toStopAnotherToTakeItsPlace() {
        emulator.registerTaskDefinition(SHOP);
        group.deploy("shop:2", "user");
        emulator.faults().deny("StopDeployment");
        deploy(shop("registry/shop:3").onConflict(OnConflict.REPLACE).build());
        isNamed("StopDeployment", GROUP);
        nothingIsDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListDeployments", "GetApplicationRevision"})
    void toGoBackByCodeDeploysList(String action) {
        deploy(shop("registry/shop:2").build());
        host = host.afterACrash();
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        emulator.faults().deny(action);

        deploy(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        // The records of this program have to do, and there are none.
        assertThat(host.failure).hasMessageContaining("is known to have run successfully on service shop");
        assertThat(host.log)
                .anyMatch(line -> line.contains("CodeDeploy's list of the service's deployments cannot be used: ")
                        && line.contains("codedeploy:" + action));
    }

    private void isNamed(String action, String resource) {
        assertThat(host.failure)
                .hasMessageContaining("is not authorized to perform: codedeploy:" + action)
                .hasMessageContaining(statement(action, "arn:aws:codedeploy:eu-central-1:123456789012:" + resource));
    }

    private static String statement(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"codedeploy:" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private void nothingIsDone() {
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("CreateDeployment")).isZero();
    }
}
