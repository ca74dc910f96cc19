package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fargate's sizes and rules, and the limits of ECS. */
class SizeCheckTest extends CheckTestBase {
    @ParameterizedTest
    @CsvSource({
        "256,512,OK",
        "256,1024,OK",
        "256,1536,WRONG",
        "256,3072,WRONG",
        "0.25 vCPU,0.5 GB,OK",
        ".5 vcpu,1GB,OK",
        "512,4096,OK",
        "512,5120,WRONG",
        "1024,2048,OK",
        "1024,1024,WRONG",
        "4096,30720,OK",
        "8192,16384,OK",
        "8192,18432,WRONG",
        "8192,61440,OK",
        "16384,122880,OK",
        "300,1024,WRONG",
        "32768,131072,NOT_CHECKABLE",
    })
    void theSizesOfFargate(String cpu, String memory, Verdict expected) {
        ObjectNode definition = (ObjectNode) fargate("");
        definition.put("cpu", cpu).put("memory", memory);

        assertThat(only(check(definition), "Fargate").verdict()).isEqualTo(expected);
    }

    @Test
    void aSizeThatIsMissingIsWrong() {
        ObjectNode definition = (ObjectNode) fargate("");
        definition.remove("memory");

        assertThat(only(check(definition), "Fargate").message()).contains("no memory");
    }

    @Test
    void windowsNeedsAWholeCpu() {
        ObjectNode definition = (ObjectNode) fargate("");
        definition.putObject("runtimePlatform").put("operatingSystemFamily", "WINDOWS_SERVER_2022_CORE");

        assertThat(only(check(definition), "Fargate").message()).contains("too small for Windows");
    }

    @Test
    void whatFargateDoesNotHaveIsWrong() {
        ObjectNode definition =
                (ObjectNode) fargate("\"privileged\": true, \"logConfiguration\": {\"logDriver\": \"journald\"}");
        definition.put("networkMode", "bridge");
        definition.putObject("ephemeralStorage").put("sizeInGiB", 20);

        assertThat(all(check(definition), "Fargate"))
                .filteredOn(finding -> finding.verdict() == Verdict.WRONG)
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("networkMode", "ephemeralStorage", "web", "web");
    }

    @Test
    void onInstancesNothingOfFargateCounts() {
        ObjectNode definition = json("{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\","
                + " \"memory\": 100, \"image\": \"" + image + "\", \"privileged\": true}]}");

        CheckReport report = check(definition, Optional.empty());

        assertThat(all(report, "Fargate")).isEmpty();
        assertThat(report.with(Verdict.WRONG)).isEmpty();
    }

    @Test
    void elevenContainersAreTooMany() {
        ObjectNode definition = (ObjectNode) fargate("");
        for (int i = 0; i < 10; i++) {
            definition
                    .withArray("containerDefinitions")
                    .addObject()
                    .put("name", "c" + i)
                    .put("image", image);
        }

        assertThat(only(check(definition), "limit").message()).isEqualTo("there are 11; ECS takes 10");
    }

    @Test
    void whatAContainerNamesIsThere() {
        CheckReport report = check(fargate("\"dependsOn\": [{\"containerName\": \"db\", \"condition\": \"START\"}],"
                + " \"mountPoints\": [{\"sourceVolume\": \"data\", \"containerPath\": \"/data\"}]"));

        assertThat(all(report, "limit"))
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "mountPoints names data, which the task definition does not have",
                        "dependsOn names db, which the task definition does not have");
    }

    @Test
    void memoryOnInstances() {
        ObjectNode definition = json("{\"family\": \"web\", \"containerDefinitions\": ["
                + "{\"name\": \"a\", \"image\": \"" + image + "\"},"
                + "{\"name\": \"b\", \"memory\": 4, \"image\": \"" + image + "\"},"
                + "{\"name\": \"c\", \"memory\": 64, \"memoryReservation\": 128, \"image\": \"" + image + "\"},"
                + "{\"name\": \"d\", \"memoryReservation\": 64, \"image\": \"" + image + "\"}]}");

        assertThat(all(check(definition, Optional.empty()), "limit"))
                .extracting(Finding::subject)
                .containsExactly("a", "b", "c");
    }

    @Test
    void oneContainerIsEssential() {
        assertThat(only(check(fargate("\"essential\": false")), "limit").message())
                .contains("essential");
    }
}
