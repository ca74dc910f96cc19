package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles, and whom they trust. */
class RoleCheckTest extends CheckTestBase {
    @Test
    void aRoleThatIsMissingIsWrong() {
        role = role.replace("ecsTask", "none");

        Finding finding = only(check(fargate("")), "role");

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.subject()).isEqualTo(role + " (executionRoleArn)");
    }

    @Test
    void oneOfAnotherAccountIsNotEvenAskedFor() {
        role = role.replace(emulator.account(), OTHER_ACCOUNT);

        assertThat(only(check(fargate("")), "role").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
        assertThat(emulator.calls("GetRole")).isEmpty();
    }

    @Test
    void oneOfAPathIsFoundByItsName() {
        role = emulator.references().role("team/shop/web");

        assertThat(only(check(fargate("")), "role").verdict()).isEqualTo(Verdict.OK);
        role = role.replace("team/shop/", "");
        assertThat(only(check(fargate("")), "role").message()).contains("team/shop/web");
    }

    @Test
    void aRoleForAnotherServiceIsWrong() {
        role = emulator.references()
                .role(
                        "lambda",
                        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": "
                                + "{\"Service\": \"lambda.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}}");

        Finding finding = only(check(fargate("")), "role");

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.remedy()).contains("ecs-tasks.amazonaws.com");
    }

    @Test
    void secretsNeedAnExecutionRole() {
        emulator.references().parameter("a");
        ObjectNode definition = (ObjectNode) fargate("\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"a\"}]");
        definition.remove("executionRoleArn");

        assertThat(only(check(definition), "role").message()).contains("container web has secrets");
    }

    @Test
    void onInstancesAnImageOfEcrNeedsNone() {
        ObjectNode definition = json("{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\","
                + " \"memory\": 128, \"image\": \"" + image + "\"}]}");

        assertThat(all(check(definition, Optional.empty()), "role")).isEmpty();
    }

    // Policies as people write them.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement': [{'Effect':'Allow','Principal':{'Service':'ecs-tasks.amazonaws.com'},'Action':'sts:AssumeRole'}]}",
                "{'Statement': {'Effect':'Allow','Principal':{'Service':'ecs-tasks.amazonaws.com'},'Action':'sts:AssumeRole'}}",
                "{'Statement': [{'Effect':'Allow','Principal':{'Service':['ec2.amazonaws.com','ecs-tasks.amazonaws.com']},'Action':['sts:TagSession','sts:AssumeRole']}]}",
                "{'Statement': [{'Effect':'Allow','Principal':'*','Action':'sts:*'}]}",
                "{'Statement': [{'Effect':'Allow','Principal':{'Service':'ecs-tasks.amazonaws.com.cn'},'Action':'STS:assumerole'}]}",
                "{'Statement': [{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole'},"
                        + "{'Effect':'Allow','Principal':{'Service':'ecs-tasks.amazonaws.com'},'Action':'sts:AssumeRole',"
                        + "'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:ecs:*'}}}]}"
            })
    void trustIsSeen(String policy) {
        assertThat(TrustPolicy.of(policy.replace('\'', '"'))).isEqualTo(TrustPolicy.TRUSTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "TRUSTS_NOT | {'Statement': [{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::1:root'},'Action':'sts:AssumeRole'}]}",
                "TRUSTS_NOT | {'Statement': [{'Effect':'Allow','Principal':{'Service':'ecs-tasks.amazonaws.com'},'Action':'sts:TagSession'}]}",
                "UNCLEAR | {'Statement': [{'Effect':'Deny','Principal':'*','Action':'sts:AssumeRole'}]}",
                "UNCLEAR | {'Statement': [{'Effect':'Allow','NotPrincipal':{'AWS':'x'},'Action':'sts:AssumeRole'}]}",
                "UNCLEAR | not json",
                "UNCLEAR | {}"
            })
    void andTheLackOfItWhereItIsCertain(TrustPolicy expected, String policy) {
        assertThat(TrustPolicy.of(policy.replace('\'', '"'))).isEqualTo(expected);
    }
}
