package io.jenkins.plugins.ecsdeploy.engine.aws.session;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Temporary credentials, in memory only, so that a role is assumed about once an hour and not for every call. Whoever
 * asks gets the same session until shortly before its end.
 */
public final class Sessions {
    /** Signed requests and their retries must arrive before the end. */
    private static final Duration RENEWED_BEFORE_THE_END = Duration.ofMinutes(5);

    private final Supplier<Instant> now;
    private final Map<Object, Slot> slots = new ConcurrentHashMap<>();

    /**
     * A session as it was opened.
     *
     * @param lasts from now on. Not the moment of its end: the clocks of AWS and of this machine may differ
     */
    public record Opened(AwsSessionCredentials credentials, Duration lasts) {}

    /** A session that is there. */
    public record Session(AwsSessionCredentials credentials, Instant ends) {}

    /** One key's session; the lock of the slot keeps two who ask at once from opening two. */
    private static final class Slot {
        /** Volatile for those who look whether it has ended, without the lock. */
        private volatile Session session;
    }

    public Sessions(Supplier<Instant> now) {
        this.now = now;
    }

    /**
     * The session of that key, opened if there is none or if it is about to end. When a new one cannot be had because
     * AWS is out of order, the old one serves until its end.
     */
    public Session get(Object key, Supplier<Opened> open) {
        Slot slot = slots.computeIfAbsent(key, any -> new Slot());
        synchronized (slot) {
            Instant time = now.get();
            Session session = slot.session;
            if (session != null && time.isBefore(session.ends().minus(RENEWED_BEFORE_THE_END))) {
                return session;
            }
            try {
                Opened opened = open.get();
                slot.session = new Session(opened.credentials(), time.plus(opened.lasts()));
            } catch (SdkException e) {
                if (session == null || !AwsFailure.isTransient(e) || !time.isBefore(session.ends())) {
                    throw e;
                }
            } finally {
                if (slot.session == null) {
                    slots.remove(key, slot);
                }
            }
            // Another thread may have thrown the slot away as an ended one.
            slots.put(key, slot);
            throwAwayEnded(time);
            return slot.session;
        }
    }

    /** Drops the session of that key. */
    public void forget(Object key) {
        slots.remove(key);
    }

    /** How many sessions are kept. */
    int size() {
        return slots.size();
    }

    private void throwAwayEnded(Instant time) {
        slots.values().removeIf(slot -> {
            Session session = slot.session;
            return session != null && !time.isBefore(session.ends());
        });
    }
}
