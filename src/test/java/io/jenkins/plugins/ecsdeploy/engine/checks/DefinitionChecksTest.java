package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All checks together: what they say in the end, what they may not do, and what is no mistake. */
class DefinitionChecksTest extends CheckTestBase {
    /** A container with one of everything that can be referred to. */
    private String everything() {
        emulator.references().logGroup("/ecs/web");
        return """
                "secrets": [{"name": "A", "valueFrom": "%s"}, {"name": "B", "valueFrom": "%s"}],
                "environmentFiles": [{"type": "s3", "value": "%s"}],
                "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web",
                  "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web"}}""".formatted(
                        emulator.references().secret("a"),
                        emulator.references().parameter("/b"),
                        emulator.references().file("bucket", "web/live.env"));
    }

    @Test
    void whatHasEverythingIsOk() {
        web.loadBalancer("web-tg", "web", 8080);

        CheckReport report = check(fargate(everything()));

        assertThat(report.findings()).allMatch(finding -> finding.verdict() == Verdict.OK);
        assertThat(report.findings())
                .extracting(Finding::check)
                .containsOnlyOnce(
                        "cluster",
                        "service",
                        "limit",
                        "Fargate",
                        "role",
                        "image",
                        "secret",
                        "parameter",
                        "log group",
                        "environment file",
                        "port",
                        "target group",
                        "strategy");
        assertThat(report.summary()).isEqualTo("13 ok, 0 wrong, 0 not checkable");
        report.refuseWrong();
    }

    @Test
    void nothingIsChangedAndNoValueIsRead() {
        check(fargate(everything()));

        assertThat(emulator.calls())
                .isNotEmpty()
                .extracting(Call::action)
                .isSubsetOf(Set.of(
                        "BatchGetImage",
                        "DescribeClusters",
                        "DescribeImages",
                        "DescribeLogGroups",
                        "DescribeParameters",
                        "DescribeSecret",
                        "DescribeServices",
                        "GetRole",
                        "HeadObject"));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        image = emulator.ecr().imageName("web") + ":3";
        role = role.replace("ecsTask", "none");

        CheckReport report = check(fargate("\"secrets\": [{\"name\": \"B\", \"valueFrom\": \"/none\"}]"));

        assertThat(report.with(Verdict.WRONG))
                .extracting(Finding::check)
                .containsExactlyInAnyOrder("image", "role", "parameter");
        assertThatThrownBy(report::refuseWrong)
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll("taskdef.json cannot be deployed, 3 things are wrong", image, "/none", role);
    }

    /** The execution role reads secrets and pulls images, so that a refusal of the one who checks is no mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeClusters",
                "DescribeServices",
                "DescribeImages",
                "BatchGetImage",
                "GetRole",
                "DescribeSecret",
                "DescribeParameters",
                "DescribeLogGroups",
                "HeadObject",
                "DescribeTargetGroups",
                Faults.ALL
            })
    void whatMayNotBeReadIsNotWrong(String action) {
        web.loadBalancer("web-tg", "web", 8080);
        var definition = fargate(everything());
        emulator.faults().deny(action);

        CheckReport report = check(definition);

        assertThat(report.with(Verdict.WRONG)).isEmpty();
        assertThat(report.with(Verdict.NOT_CHECKABLE).size()
                        + all(report, "image").size())
                .isPositive();
    }

    @Test
    void aRefusalNamesWhatToAllow() {
        emulator.faults().deny("GetRole");

        Finding finding = only(check(fargate("")), "role");

        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
        assertThat(finding.message()).contains("AccessDenied", "\"Action\":\"iam:GetRole\"");
    }

    @Test
    void throttlingIsWaitedForAndIsNoMistakeIfItLasts() {
        emulator.faults().throttle("DescribeParameters", 2);
        String parameter = emulator.references().parameter("b");
        var definition = fargate("\"secrets\": [{\"name\": \"B\", \"valueFrom\": \"" + parameter + "\"}]");
        assertThat(only(check(definition), "parameter").verdict()).isEqualTo(Verdict.OK);

        emulator.faults().throttle("DescribeParameters", 100);
        assertThat(only(check(definition), "parameter").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void withoutAPluginItIsSaidWhichOneToInstall(Library missing) {
        installed = library -> library != missing;

        CheckReport report = check(fargate(everything()));

        assertThat(report.with(Verdict.WRONG)).isEmpty();
        assertThat(report.with(Verdict.NOT_CHECKABLE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(missing.plugin()));
    }

    @Test
    void aClusterThatIsMissingIsWrongAndItsServiceIsNotBlamed() {
        CheckReport report = new DefinitionChecks(ecs(), () -> null, Runnable::run, installed)
                .run(new CheckRequest(
                        TaskDefinition.of("x", fargate("")),
                        "none",
                        Optional.of("web"),
                        Optional.empty(),
                        Optional.empty()))
                .join();

        assertThat(only(report, "cluster").verdict()).isEqualTo(Verdict.WRONG);
        assertThat(only(report, "service").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void aServiceIsThereActiveAndOfAControllerThatIsKnown() {
        assertThat(only(check(fargate(""), Optional.of("none")), "service").message())
                .contains("not found in cluster c1");
        web.controller("EXTERNAL");
        assertThat(only(check(fargate("")), "service").message()).contains("EXTERNAL");
        web.status("DRAINING");
        assertThat(only(check(fargate("")), "service").message()).contains("DRAINING");
    }

    @Test
    void withoutAServiceNothingOfServicesIsChecked() {
        CheckReport report = check(fargate(""), Optional.empty());

        assertThat(report.findings()).extracting(Finding::check).doesNotContain("service", "strategy", "port");
        assertThat(report.with(Verdict.OK)).hasSameSizeAs(report.findings());
    }

    @Test
    void theLogTellsWhatIsNotRightAndCountsTheRest() {
        emulator.faults().deny("GetRole");

        List<String> lines = check(fargate("")).lines();

        assertThat(lines.get(0)).startsWith("Checked taskdef.json: ").endsWith("0 wrong, 1 not checkable");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("  not checkable: role ");
    }

    @Test
    void whatACheckCannotReadDoesNotKeepOthersFromReadingIt() {
        ObjectNode definition = (ObjectNode) fargate("");
        definition.remove("executionRoleArn");
        ((ObjectNode) definition.at("/containerDefinitions/0")).put("image", "NO IMAGE");

        CheckReport report = check(definition);

        assertThat(report.with(Verdict.WRONG)).isEmpty();
        assertThat(only(report, "definition").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
        assertThat(only(report, "Fargate").verdict()).isEqualTo(Verdict.OK);
    }
}
