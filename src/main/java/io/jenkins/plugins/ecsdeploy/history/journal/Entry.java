package io.jenkins.plugins.ecsdeploy.history.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one deployment: it is written when it begins, when something is to be added, and when it ends; what was
 * written last holds. Texts come from AWS, scripts and people, and are shown as such.
 *
 * @param id the same each time that it is written
 * @param order newer entries of a service have higher ones, whatever the clock says: milliseconds since the epoch as a
 *     rule; 0 until it is written for the first time
 * @param step the name of the step in Pipeline
 * @param target where it was deployed to
 * @param change what was deployed
 * @param carrier how it was carried out
 * @param gates where it waited for an answer, in that order
 * @param origin who deployed it
 * @param began when it began
 * @param end how it ended, or that it has not
 */
public record Entry(
        String id,
        long order,
        String step,
        ServiceKey service,
        TargetName target,
        Change change,
        Carrier carrier,
        List<GatePassage> gates,
        Origin origin,
        long began,
        End end) {
    /** Of a deployment that has not ended. */
    public static final String IN_PROGRESS = "IN_PROGRESS";

    public Entry {
        Objects.requireNonNull(id);
        gates = List.copyOf(gates);
    }

    /**
     * A target by its name.
     *
     * @param name null: the step named none
     * @param folder the full name of the folder that keeps it, empty for a global one
     */
    public record TargetName(String name, String folder) {
        public static final TargetName NONE = new TargetName(null, "");
    }

    /**
     * What was deployed.
     *
     * @param from ARN of the revision that the service ran before, or null
     * @param to ARN of the revision that it was brought to; null: there was none yet
     * @param images by container
     * @param digests the same as far as they are known, {@code sha256:…}
     * @param words the difference, a line for each change
     */
    public record Change(
            String from, String to, Map<String, String> images, Map<String, String> digests, List<String> words) {
        public static final Change NONE = new Change(null, null, Map.of(), Map.of(), List.of());

        public Change {
            images = ordered(images);
            digests = ordered(digests);
            words = List.copyOf(words);
        }

        private static Map<String, String> ordered(Map<String, String> map) {
            return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
    }

    /**
     * How it was carried out.
     *
     * @param controller {@code ECS} or {@code CODE_DEPLOY}; null: not known
     * @param strategy {@code ROLLING}, {@code BLUE_GREEN}, …; null: not known
     * @param deployments AWS's names of the deployment, and of the one that took it back
     */
    public record Carrier(String controller, String strategy, List<String> deployments) {
        public static final Carrier NONE = new Carrier(null, null, List.of());

        public Carrier {
            deployments = List.copyOf(deployments);
        }
    }

    /**
     * A gate at which it waited. Times are milliseconds since the epoch, 0 where there is none.
     *
     * @param answer {@code CONTINUE}, {@code ROLL_BACK}; null: none from here
     * @param by the id of who answered, or null
     */
    public record GatePassage(
            String id, String name, long since, long expires, String answer, long answered, String by, boolean open) {}

    /**
     * A build by its name.
     *
     * @param job the full name that the job had at the time
     * @param displayName null if it has none of its own
     * @param commit what it was made of, or null
     * @param ended when, in milliseconds since the epoch; 0: not then, or not known
     */
    public record Build(String job, int number, String displayName, String commit, long ended) {}

    /**
     * Who deployed it.
     *
     * @param upstream the builds that it was made of
     * @param user the id of who started the build, or null
     * @param cause what else started it: {@code TIMER}, {@code SCM}, {@code UPSTREAM}, {@code OTHER}
     */
    public record Origin(Build build, List<Build> upstream, String user, String userName, String cause) {
        public Origin {
            upstream = List.copyOf(upstream);
        }
    }

    /**
     * How it ended.
     *
     * @param status the name of a status of the engine
     * @param reason in words, or null
     * @param millis when, since the epoch; 0: it has not
     * @param evidence the name of the artifact that says why, or null
     */
    public record End(String status, String reason, long millis, String evidence) {
        public static final End NOT_YET = new End(IN_PROGRESS, null, 0, null);

        public End {
            Objects.requireNonNull(status);
        }
    }

    public boolean isOpen() {
        return end.millis == 0;
    }

    /** Whether the service ran what was deployed when it had ended. */
    public boolean isGood() {
        return switch (end.status) {
            case "SUCCESSFUL", "UNCHANGED", "UPDATED" -> true;
            default -> false;
        };
    }

    /** Whether another step began the same deployment of AWS, and this one went on with it. */
    public boolean goesOnWith(Entry begun) {
        return order > begun.order
                && !carrier.deployments.isEmpty()
                && !begun.carrier.deployments.isEmpty()
                && carrier.deployments.get(0).equals(begun.carrier.deployments.get(0));
    }

    /** The gate where it waits. */
    public Optional<GatePassage> openGate() {
        return isOpen() && !gates.isEmpty() && gates.get(gates.size() - 1).open()
                ? Optional.of(gates.get(gates.size() - 1))
                : Optional.empty();
    }

    public String job() {
        return origin.build.job;
    }

    public long durationMillis() {
        return isOpen() ? 0 : Math.max(0, end.millis - began);
    }

    Entry at(long newOrder) {
        return new Entry(id, newOrder, step, service, target, change, carrier, gates, origin, began, end);
    }

    Entry of(ServiceKey key) {
        return new Entry(id, order, step, key, target, change, carrier, gates, origin, began, end);
    }
}
