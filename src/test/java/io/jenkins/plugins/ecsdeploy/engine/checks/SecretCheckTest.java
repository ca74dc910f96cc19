package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets and parameters, however task definitions name them. */
class SecretCheckTest extends CheckTestBase {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-",
                ":password::",
                ":password:AWSCURRENT:",
                "::AWSCURRENT:",
                ":::11111111-2222-3333-4444-555555555555"
            })
    void whatStandsBehindTheArnIsNotPartOfIt(String behind) {
        String arn = emulator.references().secret("db");

        Finding finding = secret(arn + (behind == null ? "" : behind));

        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(emulator.calls("DescribeSecret")
                        .get(0)
                        .request()
                        .path("SecretId")
                        .asText())
                .isEqualTo(arn);
    }

    @Test
    void aKeyOfItsJsonIsNotLookedFor() {
        assertThat(secret(emulator.references().secret("db") + ":password::").message())
                .contains("password", "no value is read");
    }

    @Test
    void anArnWithoutTheSixCharactersIsFound() {
        String arn = emulator.references().secret("db");

        assertThat(secret(arn.substring(0, arn.length() - 7)).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aSecretThatIsMissingIsWrong() {
        String arn = emulator.references().secret("db").replace(":db-", ":bd-");

        Finding finding = secret(arn);

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.subject()).isEqualTo(arn + " (web: A)");
    }

    @Test
    void oneOfAnotherAccountThatIsNotFoundIsNotWrong() {
        String arn = emulator.references().secret("db").replace(emulator.account(), OTHER_ACCOUNT);

        assertThat(secret(arn).verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void withoutKnowingTheOwnAccountNoneIsMissing() {
        emulator.faults().deny("DescribeClusters");
        emulator.faults().deny("DescribeServices");
        String arn = emulator.references().secret("db").replace(":db-", ":bd-");

        assertThat(secret(arn).verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void oneThatIsToBeDeletedIsWrong() {
        String arn = emulator.references().secret("db");
        emulator.references().deleteSecret(arn);

        assertThat(secret(arn).message()).contains("scheduled for deletion");
    }

    @Test
    void oneWithoutAValueIsWrong() {
        String arn = emulator.references().secret("db", Map.of("1", List.of("AWSPENDING")));

        assertThat(secret(arn).message()).contains("AWSCURRENT");
        assertThat(secret(arn + "::AWSPENDING:").verdict()).isEqualTo(Verdict.OK);
        assertThat(secret(arn + ":::7").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void whereVersionsAreNotToldTheyAreNotMissed() {
        assertThat(secret(emulator.references().secret("db", Map.of())).verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void theLoginOfARegistryIsASecretToo() {
        var definition = fargate("\"repositoryCredentials\": {\"credentialsParameter\": \"hub\"}");
        assertThat(only(check(definition), "secret").verdict()).isEqualTo(Verdict.WRONG);

        emulator.references().secret("hub");
        assertThat(only(check(definition), "secret").verdict()).isEqualTo(Verdict.OK);
    }

    // Parameters.

    @ParameterizedTest
    @CsvSource({"db,db", "/team/db,/team/db", "db,db:3", "/team/db,/team/db:label"})
    void aParameterIsFoundByItsName(String name, String valueFrom) {
        emulator.references().parameter(name);

        assertThat(parameter(valueFrom).verdict()).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @CsvSource({"db", "/db", "/team/db"})
    void byItsArnWithAndWithoutASlashInFront(String name) {
        assertThat(parameter(emulator.references().parameter(name)).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void anArnOfAnotherPartitionIsUnderstood() {
        SecretReference reference =
                SecretReference.of("arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/team/db");

        assertThat(reference)
                .isEqualTo(new SecretReference(
                        SecretReference.Kind.PARAMETER, "/team/db", "us-gov-west-1", "123456789012", "", "", ""));
    }

    @Test
    void oneThatIsMissingIsWrongAndOthersAreNot() {
        emulator.references().parameter("/a");

        CheckReport report = check(fargate("\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"/a\"},"
                + " {\"name\": \"B\", \"valueFrom\": \"/b\"}]"));

        assertThat(all(report, "parameter"))
                .extracting(finding -> finding.verdict() + " " + finding.subject())
                .containsExactly("OK /a (web: A)", "WRONG /b (web: B)");
        assertThat(emulator.calls("DescribeParameters")).hasSize(1);
    }

    @Test
    void oneOfAnotherAccountOrOfAwsIsNotWrong() {
        String arn = emulator.references().parameter("/a").replace(emulator.account(), OTHER_ACCOUNT);

        assertThat(parameter(arn.replace("/a", "/c")).verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
        assertThat(parameter("/aws/service/ecs/optimized-ami").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void manyTakeFewCalls() {
        String secrets = IntStream.range(0, 60)
                .mapToObj(i -> "{\"name\": \"S" + i + "\", \"valueFrom\": \"/s" + i + "\"}")
                .collect(Collectors.joining(","));

        CheckReport report = check(fargate("\"secrets\": [" + secrets + "]"));

        assertThat(all(report, "parameter")).hasSize(60);
        assertThat(emulator.calls("DescribeParameters")).hasSize(3);
    }

    private Finding secret(String valueFrom) {
        return only(check(fargate("\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"" + valueFrom + "\"}]")), "secret");
    }

    private Finding parameter(String valueFrom) {
        return only(
                check(fargate("\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"" + valueFrom + "\"}]")), "parameter");
    }
}
