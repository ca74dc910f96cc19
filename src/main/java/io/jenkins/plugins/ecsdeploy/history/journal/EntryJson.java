package io.jenkins.plugins.ecsdeploy.history.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.GatePassage;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry as a map of plain values, which is what is in the files, one line of JSON each. Times are ISO-8601. What is not
 * known is absent; what another version wrote beside it is not looked at.
 */
public final class EntryJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer();
    private static final ObjectReader READER = JSON.readerFor(Map.class);

    private EntryJson() {}

    /** One line with its end. */
    static byte[] line(Entry entry) {
        Map<String, Object> map = map(entry);
        map.put("order", entry.order());
        try {
            byte[] json = WRITER.writeValueAsBytes(map);
            byte[] line = new byte[json.length + 1];
            System.arraycopy(json, 0, line, 0, json.length);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The entry of a line; nothing where it is damaged, or lacks what no entry can do without. */
    static Optional<Entry> read(byte[] bytes, int from, int to) {
        try {
            Map<String, Object> map = READER.readValue(bytes, from, to - from);
            return map == null || !(map.get("order") instanceof Number order) || text(map, "id") == null
                    ? Optional.empty()
                    : Optional.of(entry(map, order.longValue()));
        } catch (IOException | ClassCastException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The entry as a map: strings, numbers, lists and maps alone. */
    public static Map<String, Object> map(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", entry.id());
        put(map, "step", entry.step());
        putKey(map, entry);
        put(map, "controller", entry.carrier().controller());
        put(map, "strategy", entry.carrier().strategy());
        map.put("status", entry.end().status());
        put(map, "reason", entry.end().reason());
        putTime(map, "began", entry.began());
        putTime(map, "ended", entry.end().millis());
        if (!entry.isOpen()) {
            map.put("durationMillis", entry.durationMillis());
        }
        put(map, "taskDefinitionArn", entry.change().to());
        put(map, "previousTaskDefinitionArn", entry.change().from());
        putAll(map, "images", entry.change().images());
        putAll(map, "digests", entry.change().digests());
        putList(map, "changes", entry.change().words());
        putList(map, "deployments", entry.carrier().deployments());
        putList(map, "gates", entry.gates().stream().map(EntryJson::gate).toList());
        map.put("build", build(entry.origin().build()));
        putList(
                map,
                "upstream",
                entry.origin().upstream().stream().map(EntryJson::build).toList());
        put(map, "startedBy", entry.origin().user());
        put(map, "startedByName", entry.origin().userName());
        put(map, "cause", entry.origin().cause());
        put(map, "evidence", entry.end().evidence());
        return map;
    }

    private static void putKey(Map<String, Object> map, Entry entry) {
        ServiceKey key = entry.service();
        if (key.isRepository()) {
            map.put("repository", key.service());
            return;
        }
        map.put("service", key.service());
        put(map, "target", entry.target().name());
        putText(map, "targetFolder", entry.target().folder());
        map.put("cluster", key.cluster());
        map.put("region", key.region());
        putText(map, "account", key.account());
    }

    private static ServiceKey key(Map<String, Object> map) {
        return map.containsKey("repository")
                ? ServiceKey.repository(known(shared(text(map, "repository"))))
                : new ServiceKey(
                        known(shared(text(map, "region"))),
                        known(shared(text(map, "account"))),
                        known(shared(text(map, "cluster"))),
                        known(shared(text(map, "service"))));
    }

    private static Map<String, Object> gate(GatePassage gate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", gate.id());
        put(map, "name", gate.name());
        putTime(map, "since", gate.since());
        putTime(map, "expires", gate.expires());
        put(map, "answer", gate.answer());
        putTime(map, "answered", gate.answered());
        put(map, "answeredBy", gate.by());
        map.put("open", gate.open());
        return map;
    }

    private static Map<String, Object> build(Build build) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("job", build.job());
        map.put("number", build.number());
        put(map, "displayName", build.displayName());
        put(map, "commit", build.commit());
        putTime(map, "ended", build.ended());
        return map;
    }

    private static Entry entry(Map<String, Object> map, long order) {
        String to = text(map, "taskDefinitionArn");
        String status = text(map, "status");
        long ended = time(map, "ended");
        return new Entry(
                text(map, "id"),
                order,
                shared(text(map, "step")),
                key(map),
                map.containsKey("target")
                        ? new TargetName(shared(text(map, "target")), known(shared(text(map, "targetFolder"))))
                        : TargetName.NONE,
                new Change(
                        text(map, "previousTaskDefinitionArn"),
                        to,
                        texts(map, "images"),
                        texts(map, "digests"),
                        list(map, "changes")),
                new Carrier(shared(text(map, "controller")), shared(text(map, "strategy")), list(map, "deployments")),
                maps(map, "gates").stream().map(EntryJson::gate).toList(),
                new Origin(
                        map.get("build") instanceof Map<?, ?> build ? build(build) : new Build("", 0, null, null, 0),
                        maps(map, "upstream").stream().map(EntryJson::build).toList(),
                        shared(text(map, "startedBy")),
                        shared(text(map, "startedByName")),
                        shared(text(map, "cause"))),
                time(map, "began"),
                ended == 0 || status == null
                        ? End.NOT_YET
                        : new End(shared(status), text(map, "reason"), ended, text(map, "evidence")));
    }

    private static GatePassage gate(Map<?, ?> map) {
        return new GatePassage(
                known(text(map, "id")),
                shared(text(map, "name")),
                time(map, "since"),
                time(map, "expires"),
                shared(text(map, "answer")),
                time(map, "answered"),
                shared(text(map, "answeredBy")),
                Boolean.TRUE.equals(map.get("open")));
    }

    private static Build build(Map<?, ?> map) {
        return new Build(
                known(shared(text(map, "job"))),
                map.get("number") instanceof Number number ? number.intValue() : 0,
                text(map, "displayName"),
                text(map, "commit"),
                time(map, "ended"));
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static void putText(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static void putTime(Map<String, Object> map, String key, long millis) {
        if (millis != 0) {
            map.put(key, Instant.ofEpochMilli(millis).toString());
        }
    }

    private static void putAll(Map<String, Object> map, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            map.put(key, new LinkedHashMap<>(values));
        }
    }

    private static void putList(Map<String, Object> map, String key, List<?> values) {
        if (!values.isEmpty()) {
            map.put(key, new ArrayList<>(values));
        }
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : null;
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }

    /** Thousands of entries have the same few of these. */
    private static String shared(String text) {
        return text == null ? null : text.intern();
    }

    private static long time(Map<?, ?> map, String key) {
        String text = text(map, key);
        return text == null ? 0 : Instant.parse(text).toEpochMilli();
    }

    private static Map<String, String> texts(Map<?, ?> map, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map.get(key) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        }
        return texts;
    }

    private static List<String> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (map.get(key) instanceof List<?> found) {
            for (Object each : found) {
                if (each instanceof Map<?, ?> one) {
                    maps.add(one);
                }
            }
        }
        return maps;
    }
}
