package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.DeploymentTestBase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree of files beside the emulator: services s0, s1 … of cluster c1 run registry/web:1. */
abstract class SyncTestBase extends DeploymentTestBase {
    final Map<String, byte[]> files = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    Optional<OneCluster> bound = Optional.empty();
    RuntimeException failure;

    EmulatedService service(String name) {
        return emulator.service(CLUSTER, name, "web:1", 2);
    }

    /** New services, each with a file that wants the image that it runs. */
    void services(int count) {
        for (int i = 0; i < count; i++) {
            service("s" + i);
            want("s" + i, "registry/web:1");
        }
    }

    void want(String service, String image) {
        file(CLUSTER + "/" + service + "/revision.json", "[{\"name\": \"web\", \"imageUri\": \"" + image + "\"}]");
    }

    void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The plan, or null if there is a {@link #failure}. */
    SyncPlan plan() {
        SyncPlan[] plan = {null};
        failure = null;
        new Planning(
                        RevisionFiles.read(files, bound),
                        ecs(emulator.credentials()),
                        runtime(),
                        log::add,
                        made -> plan[0] = made,
                        e -> failure = e)
                .start();
        time.passUntilIdle();
        assertThat(plan[0] == null).isEqualTo(failure != null);
        return plan[0];
    }

    static List<String> names(List<PlannedService> services) {
        return services.stream().map(PlannedService::name).toList();
    }

    @Override
    protected DeploymentRuntime runtime() {
        return new DeploymentRuntime(time, poller, List.of(new EcsControllerType(), new CodeDeployControllerType()));
    }
}
