package io.jenkins.plugins.ecsdeploy.history;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.GatePassage;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import io.jenkins.plugins.ecsdeploy.history.journal.JobNames;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import io.jenkins.plugins.ecsdeploy.records.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.records.DeploymentListener;
import io.jenkins.plugins.ecsdeploy.targets.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/** Makes entries of what the records of builds say, and writes down those that are others than before. */
@Extension
public final class DeploymentRecorder implements DeploymentListener {
    /** What was written last; after a restart it is looked up in the journal. */
    private final Map<BuildDeployment, Entry> written = new WeakHashMap<>();

    @Override
    public void changed(Run<?, ?> run, BuildDeployment deployment) {
        DeploymentRecord record = deployment.record();
        if (!record.mayHaveBegun() && record.phase() != Phase.ENDED) {
            return;
        }
        Optional<Entry> before = before(run, deployment);
        if (before.isPresent() && !before.get().isOpen()) {
            return;
        }
        Entry now = entry(run, deployment, before);
        if (before.isEmpty()) {
            use(now);
            remember(deployment, DeploymentHistory.get().journal().update(now));
        } else if (!now.equals(before.get())) {
            remember(deployment, DeploymentHistory.get().journal().update(now));
        }
    }

    /** Writes down what a build deployed before there was a history. */
    static void takeIn(Run<?, ?> run, BuildDeployment deployment) {
        Entry old = entry(run, deployment, Optional.empty());
        use(old);
        DeploymentHistory.get().journal().takeIn(old);
    }

    static void use(Entry entry) {
        JobNames names = DeploymentHistory.get().names();
        names.use(entry.job());
        entry.origin().upstream().forEach(build -> names.use(build.job()));
        if (!entry.target().folder().isEmpty()) {
            names.use(entry.target().folder());
        }
    }

    private Optional<Entry> before(Run<?, ?> run, BuildDeployment deployment) {
        synchronized (written) {
            Entry known = written.get(deployment);
            if (known != null) {
                return Optional.of(known);
            }
        }
        String id = id(run, deployment);
        return DeploymentHistory.get().journal().newest(key(deployment.record())).stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    private void remember(BuildDeployment deployment, Entry entry) {
        synchronized (written) {
            written.put(deployment, entry);
        }
    }

    /** Stays the same when the job is renamed; the milliseconds tell jobs apart that have builds of the same number. */
    static String id(Run<?, ?> run, BuildDeployment deployment) {
        return Long.toString(run.getTimeInMillis(), Character.MAX_RADIX) + "-" + run.getNumber() + "-"
                + deployment.nodeId() + "-"
                + Long.toString(deployment.record().startedMillis(), Character.MAX_RADIX);
    }

    static ServiceKey key(DeploymentRecord record) {
        String account = Stream.of(record.taskDefinitionArn(), record.previousTaskDefinitionArn(), record.cluster())
                .filter(arn -> arn != null && arn.split(":", 6).length == 6)
                .map(arn -> arn.split(":", 6)[4])
                .findFirst()
                .orElse("");
        return new ServiceKey(
                record.region(), account, Arns.shortName(record.cluster()), Arns.shortName(record.service()));
    }

    static Entry entry(Run<?, ?> run, BuildDeployment deployment, Optional<Entry> before) {
        DeploymentRecord record = deployment.record();
        return new Entry(
                id(run, deployment),
                before.map(Entry::order).orElse(0L),
                before.map(Entry::step).orElseGet(() -> Origins.step(run, deployment.nodeId())),
                before.map(Entry::service).orElseGet(() -> key(record)),
                before.map(Entry::target).orElseGet(() -> target(run, deployment)),
                new Change(
                        record.previousTaskDefinitionArn(),
                        record.taskDefinitionArn(),
                        record.images(),
                        digests(record.images()),
                        record.changes()),
                new Carrier(record.controller(), record.strategy(), deployments(record)),
                gates(run, deployment, before.map(Entry::gates).orElse(List.of())),
                before.map(Entry::origin)
                        .orElseGet(() -> Origins.of(
                                run, Lineage.of(run, record.imageState().taken().map(TakenImages::revision)))),
                record.startedMillis(),
                end(run, record));
    }

    private static TargetName target(Run<?, ?> run, BuildDeployment deployment) {
        String name = deployment.caller().target();
        return name == null
                ? TargetName.NONE
                : new TargetName(
                        name,
                        Targets.find(run.getParent(), name)
                                .map(found -> found.owner().getFullName())
                                .orElse(""));
    }

    private static Map<String, String> digests(Map<String, String> images) {
        Map<String, String> digests = new LinkedHashMap<>();
        images.forEach((container, image) -> {
            int at = image.indexOf('@');
            if (at > 0) {
                digests.put(container, image.substring(at + 1));
            }
        });
        return digests;
    }

    private static List<String> deployments(DeploymentRecord record) {
        return Stream.concat(
                        Stream.ofNullable(record.deploymentInWords()),
                        Stream.ofNullable(record.controllerResult().get("rollbackDeploymentId")))
                .distinct()
                .toList();
    }

    private static List<GatePassage> gates(Run<?, ?> run, BuildDeployment deployment, List<GatePassage> before) {
        DeploymentRecord record = deployment.record();
        Optional<Gate> open = record.isBegun() ? record.gate().open() : Optional.empty();
        List<GatePassage> gates = new ArrayList<>();
        boolean known = false;
        for (GatePassage gate : before) {
            if (open.isPresent() && open.get().id().equals(gate.id())) {
                known = true;
                gates.add(answered(run, deployment, gate));
            } else {
                gates.add(closed(gate));
            }
        }
        if (open.isPresent() && !known) {
            Gate gate = open.get();
            gates.add(answered(
                    run,
                    deployment,
                    new GatePassage(
                            gate.id(),
                            gate.name(),
                            gate.since().toEpochMilli(),
                            gate.expires().map(time -> time.toEpochMilli()).orElse(0L),
                            null,
                            0,
                            null,
                            true)));
        }
        return gates;
    }

    private static GatePassage closed(GatePassage gate) {
        return new GatePassage(
                gate.id(), gate.name(), gate.since(), gate.expires(), gate.answer(), gate.answered(), gate.by(), false);
    }

    private static GatePassage answered(Run<?, ?> run, BuildDeployment deployment, GatePassage gate) {
        GateAnswer answer = deployment.record().gate().answer().orElse(null);
        if (answer == null || gate.answer() != null) {
            return gate;
        }
        return new GatePassage(
                gate.id(),
                gate.name(),
                gate.since(),
                gate.expires(),
                answer.name(),
                System.currentTimeMillis(),
                Origins.answeredBy(run, deployment.nodeId()),
                true);
    }

    private static End end(Run<?, ?> run, DeploymentRecord record) {
        if (record.phase() != Phase.ENDED) {
            return End.NOT_YET;
        }
        long ended = record.times()
                .duration()
                .map(Duration::toMillis)
                .map(millis -> record.startedMillis() + millis)
                // Where nobody saw the end, no later than that of the build.
                .orElseGet(() -> run.isBuilding()
                        ? System.currentTimeMillis()
                        : Math.max(record.startedMillis(), run.getStartTimeInMillis() + run.getDuration()));
        String reason = record.failure() == null ? record.lastWord() : record.failure();
        return new End(
                record.status().name(),
                record.status().isGood() ? null : reason,
                ended,
                record.aftercare().evidenceFile());
    }
}
