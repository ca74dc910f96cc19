package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deployments of services s0, s1, s2 … that begin at once. */
abstract class ManyDeploymentsTestBase extends DeploymentTestBase {
    final List<TestHost> hosts = new ArrayList<>();

    void beginAll(int count) {
        for (int i = 0; i < count; i++) {
            emulator.service(CLUSTER, "s" + i, "web:1", 2);
            begin("s" + i, "web:1", emulator.credentials());
        }
        time.pass(Duration.ZERO);
    }

    void begin(String service, String revision, Credentials credentials) {
        TestHost each = new TestHost(() -> ecs(credentials));
        RequestBuilder request = new RequestBuilder(RenderRequest.asItIs(new Base.Revision(revision)))
                .service(service)
                .force();
        DeploymentRecord of = new DeploymentRecord(
                service, CLUSTER, emulator.region(), time.now().toEpochMilli());
        new DeploymentDriver(request.build(), of, each, runtime()).start();
        hosts.add(each);
    }

    void allSucceeded() {
        assertThat(hosts).allSatisfy(each -> {
            assertThat(each.failure).isNull();
            assertThat(each.result).containsEntry("status", "SUCCESSFUL");
        });
    }

    List<Integer> asked(String action, String member) {
        return emulator.calls(action).stream()
                .map(Call::request)
                .map(request -> request.path(member).size())
                .toList();
    }
}
