package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceDocumentTest {
    @Test
    void fileNamesAreSafe() {
        assertThat(EvidenceDocument.fileName("web")).isEqualTo("ecs-deployment-web.json");
        assertThat(EvidenceDocument.fileName("arn:aws:ecs:eu-central-1:123456789012:service/c1/web"))
                .isEqualTo("ecs-deployment-web.json");
        assertThat(EvidenceDocument.fileName("..\\we b")).isEqualTo("ecs-deployment-___we_b.json");
        assertThat(EvidenceDocument.fileName("w".repeat(255))).hasSizeLessThan(200);
    }
}
