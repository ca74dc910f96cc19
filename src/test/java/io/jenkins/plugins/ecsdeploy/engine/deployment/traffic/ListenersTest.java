package io.jenkins.plugins.ecsdeploy.engine.deployment.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class ListenersTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final AwsClients clients = new AwsClients(Optional.empty());
    private final Arns arns = new Arns(emulator.region(), emulator.account());
    private final String production = arns.listener("app", "web", 443);
    private final String test = arns.listener("app", "web", 8080);

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    @Test
    void allAreReadInOneCallAndOnce() {
        Listeners listeners = listeners(production, test);

        assertThat(listeners.inWords(production)).isEqualTo("web:443 (HTTPS)");
        assertThat(listeners.inWords(test)).isEqualTo("web:8080 (HTTP)");
        assertThat(emulator.calls("DescribeListeners")).hasSize(1);
    }

    @Test
    void aListenerHasAnAddressForPrograms() {
        Listeners listeners = listeners(production, test);
        String host = "internal-web-1234567890.eu-central-1.elb.amazonaws.com";

        assertThat(listeners.address(production)).contains("https://" + host + ":443");
        assertThat(listeners.address(test)).contains("http://" + host + ":8080");
        assertThat(emulator.calls("DescribeLoadBalancers")).hasSize(1);
    }

    @Test
    void oneWithoutHttpHasNoScheme() {
        String tcp = arns.listener("net", "web", 5432);

        assertThat(listeners(tcp).address(tcp)).contains("internal-web-1234567890.eu-central-1.elb.amazonaws.com:5432");
    }

    /** ECS names rules of a listener, whose ARNs have the listener's in them. */
    @Test
    void aRuleIsOneOfItsListener() {
        String rule = test.replace(":listener/", ":listener-rule/") + "/fedcba9876543210";

        assertThat(listeners(rule).inWords(rule)).isEqualTo("web:8080 (HTTP)");
    }

    @Test
    void whoMayNotAskHasTheNamesOfTheArn() {
        emulator.faults().deny("DescribeListeners");
        Listeners listeners = listeners(production);

        assertThat(listeners.inWords(production)).isEqualTo("listener 00000000000001bb of web");
        assertThat(listeners.address(production)).isEmpty();
        assertThat(emulator.calls("DescribeListeners")).hasSize(1);
    }

    @Test
    void whatIsNoArnOfAListenerStaysAsItIs() {
        assertThat(listeners("nonsense").inWords("nonsense")).isEqualTo("nonsense");
    }

    private Listeners listeners(String... arn) {
        return new Listeners(
                () -> clients.ecs(new AwsAccess(
                                emulator.region(),
                                Optional.of(emulator.endpoint()),
                                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))))
                        .loadBalancers(),
                List.of(arn));
    }
}
