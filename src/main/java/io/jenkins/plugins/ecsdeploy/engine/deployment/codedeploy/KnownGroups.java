package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsPlace;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which deployment groups were found by a search, which costs many calls. Lives as long as the program, and may be wrong by
 * the time that it is asked. Thread-safe.
 */
final class KnownGroups {
    /** More services than one controller deploys. Those that were found first are forgotten first. */
    private static final int MOST = 1_000;

    /** A group of CodeDeploy. */
    record Name(String application, String group) {}

    /** A service as one identity sees it: another one may not see the same groups. */
    private record Service(AwsPlace place, String cluster, String name) {}

    private final Map<Service, Name> names = new LinkedHashMap<>();

    synchronized Optional<Name> of(DeploymentContext deployment) {
        return Optional.ofNullable(names.get(service(deployment)));
    }

    synchronized void remember(DeploymentContext deployment, Name name) {
        names.put(service(deployment), name);
        if (names.size() > MOST) {
            names.remove(names.keySet().iterator().next());
        }
    }

    synchronized void forget(DeploymentContext deployment) {
        names.remove(service(deployment));
    }

    private static Service service(DeploymentContext deployment) {
        return new Service(
                deployment.ecs().place(),
                Arns.shortName(deployment.record().cluster()),
                Arns.shortName(deployment.record().service()));
    }
}
