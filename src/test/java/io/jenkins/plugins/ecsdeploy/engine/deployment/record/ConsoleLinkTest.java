package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLinkTest {
    @ParameterizedTest
    @CsvSource({
        "eu-central-1, https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/live/services/web/deployments?region=eu-central-1",
        "cn-north-1, https://cn-north-1.console.amazonaws.cn/ecs/v2/clusters/live/services/web/deployments?region=cn-north-1",
        "us-gov-west-1, https://console.amazonaws-us-gov.com/ecs/v2/clusters/live/services/web/deployments?region=us-gov-west-1"
    })
    void isInTheConsoleOfThePartition(String region, String expected) {
        assertThat(ConsoleLink.service(region, "live", "web")).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ecs:eu-central-1:111122223333:cluster/live, web, clusters/live/services/web/",
        "live, 'we b/../x', clusters/live/services/we%20b%2F..%2Fx/"
    })
    void takesArnsAndEscapesNames(String cluster, String service, String expected) {
        assertThat(ConsoleLink.service("eu-central-1", cluster, service).toString())
                .contains(expected);
    }
}
