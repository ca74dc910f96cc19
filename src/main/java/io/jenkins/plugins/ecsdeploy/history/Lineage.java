package io.jenkins.plugins.ecsdeploy.history;

import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import io.jenkins.plugins.ecsdeploy.history.journal.Journal;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import jenkins.model.Jenkins;

/**
 * The builds that something was made of: those that the build chose, imported from or was started by; those that these chose
 * or imported from, and so on; and those of the images that it took over from where they run.
 */
final class Lineage {
    /** The builds so far, those that are nearer first. */
    private final Map<String, Build> builds = new LinkedHashMap<>();
    /** Whose own upstream builds are to be looked for. */
    private final Queue<Run<?, ?>> found = new ArrayDeque<>();

    private Lineage() {}

    /** @param revision whose images the build took over, an ARN; empty: it took none, or of which is not known */
    static List<Build> of(Run<?, ?> run, Optional<String> revision) {
        Lineage lineage = new Lineage();
        lineage.addDirect(run);
        revision.flatMap(Lineage::deployed).ifPresent(lineage::addOf);
        lineage.follow();
        return List.copyOf(lineage.builds.values());
    }

    private void addDirect(Run<?, ?> run) {
        made(run).forEach(this::add);
        for (Cause cause : run.getCauses()) {
            if (cause instanceof Cause.UpstreamCause upstream) {
                add(new Build(upstream.getUpstreamProject(), upstream.getUpstreamBuild(), null, null, 0));
            }
        }
    }

    private void addOf(Entry entry) {
        add(renamed(entry.origin().build(), entry.order()));
        entry.origin().upstream().forEach(build -> addFar(renamed(build, entry.order())));
    }

    /** By the name that its job has now. */
    private static Build renamed(Build build, long order) {
        return new Build(
                DeploymentHistory.get().names().now(build.job(), order).orElse(build.job()),
                build.number(),
                build.displayName(),
                build.commit(),
                build.ended());
    }

    private void follow() {
        while (!found.isEmpty()) {
            made(found.remove()).forEach(this::addFar);
        }
    }

    /** One build of a job is enough there: a job may import from its own builds, and these from theirs. */
    private void addFar(Build build) {
        if (builds.values().stream().noneMatch(known -> known.job().equals(build.job()))) {
            add(build);
        }
    }

    private void add(Build build) {
        builds.computeIfAbsent(build.job() + "#" + build.number(), any -> {
            try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
                Job<?, ?> job = Jenkins.get().getItemByFullName(build.job(), Job.class);
                Run<?, ?> run = job == null ? null : job.getBuildByNumber(build.number());
                if (run == null) {
                    return build;
                }
                found.add(run);
                return build(run, run.isBuilding() ? 0 : run.getStartTimeInMillis() + run.getDuration());
            }
        });
    }

    /** @param ended as {@link Build#ended} */
    static Build build(Run<?, ?> run, long ended) {
        return new Build(
                run.getParent().getFullName(),
                run.getNumber(),
                ownName(run.getDisplayName(), run.getNumber()),
                Commits.of(run),
                ended);
    }

    private static String ownName(String displayName, int number) {
        return ("#" + number).equals(displayName) ? null : displayName;
    }

    /** The builds that one was made of, by name: those that were chosen, and those that were imported from. */
    private static List<Build> made(Run<?, ?> run) {
        List<Build> builds = new ArrayList<>();
        for (ParametersAction parameters : run.getActions(ParametersAction.class)) {
            parameters.getAllParameters().stream()
                    .filter(UpstreamBuildParameterValue.class::isInstance)
                    .map(UpstreamBuildParameterValue.class::cast)
                    .forEach(chosen -> builds.add(named(chosen.job(), chosen.getNumber(), chosen.displayName())));
        }
        BuildVariablesAction.imports(run)
                .forEach(from -> builds.add(named(from.getJob(), from.getNumber(), from.getDisplayName())));
        return builds;
    }

    private static Build named(String job, int number, String displayName) {
        return new Build(job, number, displayName == null ? null : ownName(displayName, number), null, 0);
    }

    /** The last deployment that has brought a revision to a service and ended well. */
    private static Optional<Entry> deployed(String revision) {
        Journal journal = DeploymentHistory.get().journal();
        String family = revision.substring(0, revision.lastIndexOf(':') + 1);
        List<ServiceKey> services = journal.heads().stream()
                .filter(heads -> heads.entries().stream()
                        .map(entry -> entry.change().to())
                        .anyMatch(to -> to != null && to.startsWith(family)))
                .map(Heads::service)
                .toList();
        return journal
                .page(
                        services,
                        Optional.empty(),
                        1,
                        entry ->
                                entry.isGood() && revision.equals(entry.change().to()))
                .stream()
                .findFirst();
    }
}
