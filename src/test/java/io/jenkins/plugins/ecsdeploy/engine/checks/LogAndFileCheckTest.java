package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log groups and files with environment variables. */
class LogAndFileCheckTest extends CheckTestBase {
    @Test
    void aLogGroupIsComparedWithItsWholeName() {
        emulator.references().logGroup("/ecs/web-old");
        assertThat(only(check(logging("")), "log group").verdict()).isEqualTo(Verdict.WRONG);

        emulator.references().logGroup("/ecs/web");
        assertThat(only(check(logging("")), "log group").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void oneThatTheAgentMakesMayBeMissing() {
        assertThat(only(check(logging(", \"awslogs-create-group\": \"true\"")), "log group")
                        .verdict())
                .isEqualTo(Verdict.OK);
        assertThat(only(check(logging(", \"awslogs-create-group\": \"false\"")), "log group")
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void otherLogDriversHaveNone() {
        assertThat(all(check(fargate("\"logConfiguration\": {\"logDriver\": \"splunk\"}")), "log group"))
                .isEmpty();
    }

    @Test
    void aFileThatIsMissingIsWrong() {
        String arn = emulator.references().file("bucket", "web/live.env");
        assertThat(file(arn).verdict()).isEqualTo(Verdict.OK);

        assertThat(file(arn.replace("live", "test")).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void unlessS3DoesNotTellItFromOneThatMayNotBeSeen() {
        emulator.references().bucketsMayNotBeListed();

        assertThat(file("arn:aws:s3:::bucket/none.env").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/live.env", "arn:aws:s3:::bucket/live.txt"})
    void whatEcsTakesForNoFileIsWrong(String file) {
        assertThat(file(file).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(emulator.calls("HeadObject")).isEmpty();
    }

    @Test
    void aNameWithASpaceAndAPlusIsFound() {
        assertThat(file(emulator.references().file("bucket", "web env+1/live.env"))
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    private Finding file(String value) {
        return only(
                check(fargate("\"environmentFiles\": [{\"type\": \"s3\", \"value\": \"" + value + "\"}]")),
                "environment file");
    }

    private JsonNode logging(String moreOptions) {
        return fargate(
                "\"logConfiguration\": {\"logDriver\": \"awslogs\", \"options\": {\"awslogs-group\": \"/ecs/web\","
                        + " \"awslogs-region\": \"eu-central-1\", \"awslogs-stream-prefix\": \"web\"" + moreOptions
                        + "}}");
    }
}
