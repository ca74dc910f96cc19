package io.jenkins.plugins.ecsdeploy.records;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which builds have deployments that go on at ECS while their steps have ended. The deployments are kept with the builds;
 * this is only where to find them, for those who deploy to the same service, and after a restart.
 */
@Extension
public class OpenDeployments {
    /** A build that has such a deployment, as it is in the file. */
    private static final class Open {
        private final String serviceKey;
        private final BuildName build;

        private Open(String serviceKey, BuildName build) {
            this.serviceKey = serviceKey;
            this.build = build;
        }
    }

    private List<Open> open;
    private StateFile<List<Open>> file;

    public static OpenDeployments get() {
        return ExtensionList.lookupSingleton(OpenDeployments.class);
    }

    /** Builds that are loaded go on with their deployments, and these would not be loaded by anybody. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void load() {
        OpenDeployments all = get();
        List<Open> gone =
                all.copy().stream().filter(open -> open.build.find().isEmpty()).toList();
        all.removeAll(gone);
    }

    synchronized void add(Run<?, ?> run, DeploymentRecord record) {
        open().removeIf(known -> isOf(known, run, record));
        open().add(new Open(record.serviceKey(), new BuildName(run)));
        file.write(open);
    }

    /** To be called when one has ended. */
    synchronized void remove(Run<?, ?> run, DeploymentRecord record) {
        if (left(run, record.serviceKey()).findAny().isEmpty() && open().removeIf(known -> isOf(known, run, record))) {
            file.write(open);
        }
    }

    /**
     * Those of the same service.
     *
     * @param reading the build that is to be told
     */
    List<LeftDeployment> of(DeploymentRecord record, Run<?, ?> reading) {
        List<LeftDeployment> found = new ArrayList<>();
        for (Open known : copy()) {
            Optional<Run<?, ?>> run =
                    known.serviceKey.equals(record.serviceKey()) ? known.build.find() : Optional.empty();
            run.stream()
                    .flatMap(build -> left(build, known.serviceKey))
                    .filter(left -> left != record)
                    .map(left -> new LeftDeployment(
                            left, known.build.forLogOf(reading).orElse("a build of another job")))
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean isOf(Open known, Run<?, ?> run, DeploymentRecord record) {
        return known.serviceKey.equals(record.serviceKey()) && known.build.isOf(run);
    }

    private static Stream<DeploymentRecord> left(Run<?, ?> run, String serviceKey) {
        return Stream.ofNullable(run.getAction(DeploymentsAction.class))
                .flatMap(action -> action.deployments().stream())
                .map(BuildDeployment::record)
                .filter(left -> left.isLeft() && left.serviceKey().equals(serviceKey));
    }

    private synchronized List<Open> copy() {
        return List.copyOf(open());
    }

    private synchronized void removeAll(List<Open> gone) {
        if (open().removeAll(gone)) {
            file.write(open);
        }
    }

    private List<Open> open() {
        if (open == null) {
            file = new StateFile<>(OpenDeployments.class);
            open = file.read(new ArrayList<>());
        }
        return open;
    }
}
