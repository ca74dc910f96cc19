package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A point at which a deployment waits at AWS for an answer: CodeDeploy's wait before the traffic moves, or a PAUSE hook of
 * ECS. Each is answered once; the next one has another id.
 */
public final class Gate implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String name;
    private final long sinceMillis;
    private final long expiresMillis;
    private final String expiry;
    private final Integer productionWeight;
    private final String testUrl;

    /**
     * @param id what AWS knows it by; no other gate, of no deployment, has it
     * @param name where the deployment stands, in AWS's word: {@code READY}, or a lifecycle stage
     * @param since when it was seen first
     * @param expires when AWS decides if nobody does; {@code null} if it does not tell
     * @param expiry what AWS does then, in words
     * @param productionWeight how much of the production traffic the new tasks have, in percent; {@code null}: not known
     * @param testUrl where the new tasks can be tested; {@code null}: not known
     */
    public Gate(
            String id,
            String name,
            Instant since,
            Instant expires,
            String expiry,
            Integer productionWeight,
            String testUrl) {
        this.id = id;
        this.name = name;
        this.sinceMillis = wholeSeconds(since);
        this.expiresMillis = expires == null ? 0 : wholeSeconds(expires);
        this.expiry = expiry;
        this.productionWeight = productionWeight;
        this.testUrl = testUrl;
    }

    /** It is not known more exactly. */
    private static long wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Instant since() {
        return Instant.ofEpochMilli(sinceMillis);
    }

    public Optional<Instant> expires() {
        return expiresMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expiresMillis));
    }

    /** What AWS does then, in words. */
    public String expiry() {
        return expiry;
    }

    public Optional<Integer> productionWeight() {
        return Optional.ofNullable(productionWeight);
    }

    public Optional<String> testUrl() {
        return Optional.ofNullable(testUrl);
    }

    /** Where the deployment waits, since when and until when, in words. */
    public String inWords() {
        return "waiting at the gate " + name + " since " + since()
                + expires().map(time -> ", until " + time + ", when " + expiry).orElse("");
    }
}
