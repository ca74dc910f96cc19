package io.jenkins.plugins.ecsdeploy.records;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RanRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RecordedRevisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What builds have brought services to: the newest revisions of each service. Where ECS remembers less, a rollback takes
 * its choice from here. Kept for all jobs together, so that nobody has to look through builds, which may be deleted.
 */
@Extension
public class DeployedRevisions {
    /** Revisions of a service; the oldest make room. */
    static final int OF_A_SERVICE = 20;
    /** Those that were deployed to longest ago make room. */
    static final int SERVICES = 2_000;

    /** A revision that was brought to a service, as it is in the file. */
    private static final class Deployed {
        private final String service;
        private final String cluster;
        private final String taskDefinitionArn;
        private final BuildName build;
        private final long millis;

        private Deployed(DeploymentRecord record, Run<?, ?> build) {
            service = record.service();
            cluster = record.cluster();
            taskDefinitionArn = record.taskDefinitionArn();
            this.build = new BuildName(build);
            millis = System.currentTimeMillis();
        }

        private RanRevision forLogOf(Run<?, ?> reading) {
            return new RanRevision(
                    taskDefinitionArn,
                    build.forLogOf(reading).orElse("a build of another job") + " of " + Instant.ofEpochMilli(millis));
        }

        private String placeForLogOf(Run<?, ?> reading) {
            return build.forLogOf(reading)
                    .map(by -> "service " + service + " in cluster " + cluster + ", by " + by)
                    .orElse("a service, by a build of another job");
        }
    }

    /** By service, the one that was deployed to last at the end; of each the newest revision at the beginning. */
    private Map<String, List<Deployed>> services;

    private StateFile<Map<String, List<Deployed>>> file;

    public static DeployedRevisions get() {
        return ExtensionList.lookupSingleton(DeployedRevisions.class);
    }

    /** Keeps what a deployment brought its service to, if it ended well. */
    synchronized void add(DeploymentRecord record, Run<?, ?> build) {
        if (!record.status().isGood()) {
            return;
        }
        String key = record.serviceKey(record.taskDefinitionArn());
        Map<String, List<Deployed>> all = services();
        List<Deployed> revisions = new ArrayList<>();
        revisions.add(new Deployed(record, build));
        Stream.ofNullable(all.remove(key))
                .flatMap(List::stream)
                .filter(before -> !before.taskDefinitionArn.equals(record.taskDefinitionArn()))
                .limit(OF_A_SERVICE - 1)
                .forEach(revisions::add);
        all.put(key, revisions);
        while (all.size() > SERVICES) {
            all.remove(all.keySet().iterator().next());
        }
        file.write(all);
    }

    /**
     * What is recorded of the service of a deployment.
     *
     * @param reading the build that is to be told
     */
    RecordedRevisions ofService(DeploymentRecord deployment, Run<?, ?> reading) {
        return new RecordedRevisions() {
            @Override
            public List<RanRevision> ran(String arn) {
                return of(deployment.serviceKey(arn), reading);
            }

            @Override
            public List<String> places(String taskDefinitionArn) {
                return placesOf(taskDefinitionArn, reading);
            }
        };
    }

    /**
     * What a service ran, the newest first.
     *
     * @param reading the build that is to be told
     */
    List<RanRevision> of(String serviceKey, Run<?, ?> reading) {
        return copy(serviceKey).stream()
                .map(deployed -> deployed.forLogOf(reading))
                .toList();
    }

    /** Where a revision ran, in words, each place once. */
    List<String> placesOf(String taskDefinitionArn, Run<?, ?> reading) {
        return all().stream()
                .filter(deployed -> deployed.taskDefinitionArn.equals(taskDefinitionArn))
                .map(deployed -> deployed.placeForLogOf(reading))
                .distinct()
                .toList();
    }

    private synchronized List<Deployed> copy(String serviceKey) {
        return List.copyOf(services().getOrDefault(serviceKey, List.of()));
    }

    private synchronized List<Deployed> all() {
        return services().values().stream().flatMap(List::stream).toList();
    }

    private Map<String, List<Deployed>> services() {
        if (services == null) {
            file = new StateFile<>(DeployedRevisions.class);
            services = file.read(new LinkedHashMap<>());
        }
        return services;
    }
}
