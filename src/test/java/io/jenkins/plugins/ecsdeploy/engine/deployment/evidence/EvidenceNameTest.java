package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceNameTest {
    @Test
    void fileNamesAreSafe() {
        assertThat(Evidence.fileName("web")).isEqualTo("ecs-deployment-web.json");
        assertThat(Evidence.fileName("arn:aws:ecs:eu-central-1:123456789012:service/c1/web"))
                .isEqualTo("ecs-deployment-web.json");
        assertThat(Evidence.fileName("..\\we b")).isEqualTo("ecs-deployment-___we_b.json");
        assertThat(Evidence.fileName("w".repeat(255))).hasSizeLessThan(200);
    }
}
