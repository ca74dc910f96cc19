package io.jenkins.plugins.ecsdeploy.history;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ConsoleLink;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.EntryJson;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** An entry as it is shown to somebody, by the remote API and in Pipeline: plain values under names that do not change. */
public final class EntryMap {
    private EntryMap() {}

    public static Map<String, Object> of(Entry entry, Viewer viewer) {
        Map<String, Object> map = EntryJson.map(entry);
        if (viewer.seesTarget(entry)) {
            String folder = viewer.folderName(entry);
            if (!folder.isEmpty()) {
                map.put("targetFolder", folder);
            }
        } else {
            map.remove("target");
            map.remove("targetFolder");
        }
        map.put("build", build(entry.origin().build(), entry, viewer));
        List<Map<String, Object>> upstream = new ArrayList<>();
        for (Build build : entry.origin().upstream()) {
            if (viewer.sees(build, entry.order())) {
                upstream.add(build(build, entry, viewer));
            }
        }
        if (upstream.isEmpty()) {
            map.remove("upstream");
        } else {
            map.put("upstream", upstream);
        }
        if (!entry.service().isRepository()) {
            map.put("consoleUrl", console(entry.service()));
        }
        evidence(entry, viewer).ifPresent(url -> map.put("evidenceUrl", url));
        return map;
    }

    private static String console(ServiceKey service) {
        return ConsoleLink.service(service.region(), service.cluster(), service.service())
                .toString();
    }

    private static Map<String, Object> build(Build build, Entry entry, Viewer viewer) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("job", viewer.jobName(build, entry.order()));
        map.put("number", build.number());
        if (build.displayName() != null) {
            map.put("displayName", build.displayName());
        }
        if (build.commit() != null) {
            map.put("commit", build.commit());
        }
        if (build.ended() != 0) {
            map.put("ended", Instant.ofEpochMilli(build.ended()).toString());
        }
        viewer.url(build, entry.order()).ifPresent(url -> map.put("url", root() + url));
        return map;
    }

    private static Optional<String> evidence(Entry entry, Viewer viewer) {
        return entry.end().evidence() == null
                ? Optional.empty()
                : viewer.url(entry.origin().build(), entry.order())
                        .map(url -> root() + url + "artifact/"
                                + Util.rawEncode(entry.end().evidence()));
    }

    private static String root() {
        String root = Jenkins.get().getRootUrl();
        return root == null ? "" : root;
    }
}
