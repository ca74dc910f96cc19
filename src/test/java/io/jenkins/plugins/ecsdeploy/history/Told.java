package io.jenkins.plugins.ecsdeploy.history;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Entries for tests, written to the journal of the Jenkins of this process without a deployment. */
public final class Told {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private String service = "web";
    private String cluster = "c1";
    private TargetName target = TargetName.NONE;
    private String image = "registry/web:1";
    private String status = "SUCCESSFUL";
    private String reason;
    private String revision = "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:2";
    private List<String> changes = List.of();
    private List<Build> upstream = List.of();
    private String deployment = "";
    private String user = "ann";
    private String userName = "Ann";
    private final long now = System.currentTimeMillis();

    public Told service(String name) {
        service = name;
        return this;
    }

    public Told cluster(String name) {
        cluster = name;
        return this;
    }

    public Told target(String name) {
        return target(name, "");
    }

    public Told target(String name, String folder) {
        target = new TargetName(name, folder);
        cluster = name;
        return this;
    }

    public Told image(String name) {
        image = name;
        return this;
    }

    public Told status(String name, String why) {
        status = name;
        reason = why;
        return this;
    }

    public Told revision(String arn) {
        revision = arn;
        return this;
    }

    public Told changes(String... lines) {
        changes = List.of(lines);
        return this;
    }

    public Told upstream(Run<?, ?> build) {
        return upstream(build.getParent().getFullName(), build.getNumber());
    }

    public Told upstream(String job, int number) {
        upstream = Stream.concat(
                        upstream.stream(), Stream.of(new Build(job, number, null, "3f2a91c04bd7", now - 3_600_000)))
                .toList();
        return this;
    }

    /** AWS's name of it; one of its own if nothing is said. */
    public Told deployment(String name) {
        deployment = name;
        return this;
    }

    public Told by(String id, String name) {
        user = id;
        userName = name;
        return this;
    }

    public Entry by(Run<?, ?> run) {
        return by(run.getParent().getFullName(), run.getNumber(), null);
    }

    public Entry by(String job, int number, String displayName) {
        DeploymentHistory history = DeploymentHistory.get();
        int told = NUMBER.incrementAndGet();
        history.names().use(job);
        upstream.forEach(build -> history.names().use(build.job()));
        return history.journal()
                .begin(new Entry(
                        "told" + told,
                        0,
                        "ecsDeploy",
                        new ServiceKey("eu-central-1", "123456789012", cluster, service),
                        target,
                        new Change(
                                "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1",
                                revision,
                                Map.of("web", image),
                                Map.of(),
                                changes),
                        new Carrier("ECS", "ROLLING", List.of(deployment.isEmpty() ? "ecs-svc/" + told : deployment)),
                        List.of(),
                        new Origin(new Build(job, number, displayName, null, 0), upstream, user, userName, null),
                        now - 60_000,
                        status == null ? End.NOT_YET : new End(status, reason, now, null)));
    }
}
