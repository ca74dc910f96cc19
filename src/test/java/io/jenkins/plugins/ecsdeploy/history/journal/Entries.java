package io.jenkins.plugins.ecsdeploy.history.journal;

import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import java.util.List;
import java.util.Map;

/** Makes entries. */
final class Entries {
    static final ServiceKey WEB = service("web");

    private Entries() {}

    static ServiceKey service(String name) {
        return new ServiceKey("eu-central-1", "123456789012", "c1", name);
    }

    static Entry begun(String id, ServiceKey service, String job, long began) {
        return new Entry(
                id,
                0,
                "ecsDeploy",
                service,
                new TargetName("beta", ""),
                new Change("arn:1", "arn:2", Map.of("web", "registry/web:2"), Map.of(), List.of("web: image 1 → 2")),
                new Carrier("ECS", "ROLLING", List.of("arn:deployment")),
                List.of(),
                new Origin(new Build(job, 1, null, null, 0), List.of(), "ann", "Ann", null),
                began,
                End.NOT_YET);
    }

    static Entry begun(String id, long began) {
        return begun(id, WEB, "deploy", began);
    }

    static Entry ended(Entry entry, String status, long millis) {
        return new Entry(
                entry.id(),
                entry.order(),
                entry.step(),
                entry.service(),
                entry.target(),
                entry.change(),
                entry.carrier(),
                entry.gates(),
                entry.origin(),
                entry.began(),
                new End(status, null, millis, null));
    }
}
