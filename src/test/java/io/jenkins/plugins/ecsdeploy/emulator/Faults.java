package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What goes wrong on the way to the emulator and back. Each method takes the name of an action, or {@link #ALL} for
 * every action; faults "for the next calls" are used up by them, in the order in which they were set.
 */
public final class Faults {
    /** Stands for every action, those of STS included. */
    public static final String ALL = "*";

    private static final class Next {
        private final String action;
        private final Fault fault;
        private int passes;
        private int left;

        private Next(String action, Fault fault, int passes, int left) {
            this.action = action;
            this.fault = fault;
            this.passes = passes;
            this.left = left;
        }
    }

    private final EmulatorClock clock;
    private final ActionNames actions;
    private final List<Next> next = new ArrayList<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, TokenBucket> budgets = new HashMap<>();

    Faults(EmulatorClock clock, ActionNames actions) {
        this.clock = clock;
        this.actions = actions;
    }

    /** The next calls are throttled: ThrottlingException, nothing is done. */
    public synchronized Faults throttle(String action, int calls) {
        return error(action, calls, AwsError::throttled);
    }

    /** The next calls are answered with that HTTP status (500, 503 …) and ServerException; nothing is done. */
    public synchronized Faults serverError(String action, int calls, int status) {
        return error(action, calls, () -> AwsError.server(status));
    }

    /** The next calls are refused with any error of AWS; nothing is done. */
    public synchronized Faults refuse(String action, int calls, String code, String message) {
        return error(action, calls, () -> AwsError.of(code, message));
    }

    /** The next calls are refused with ExpiredTokenException; nothing is done. */
    public synchronized Faults expiredToken(String action, int calls) {
        return error(action, calls, Authentication::expired);
    }

    /** The next registrations meet ECS's own limit on one family, which it answers as a ClientException. */
    public synchronized Faults concurrentRegistrations(int calls) {
        return refuse(
                "RegisterTaskDefinition",
                calls,
                "ClientException",
                "Too many concurrent attempts to create a new revision" + " of the specified family.");
    }

    /** The next call's connection is cut before anything is done. */
    public synchronized Faults cut(String action) {
        return cut(action, 1);
    }

    /** The next calls' connections are cut before anything is done. */
    public synchronized Faults cut(String action, int calls) {
        return add(action, new Fault(Fault.Kind.CUT, null, null), calls);
    }

    /** The next call is done, but its connection is cut before the answer. */
    public synchronized Faults lostAnswer(String action) {
        return lostAnswer(action, 1);
    }

    /** The next calls are done, but their connections are cut before the answer. */
    public synchronized Faults lostAnswer(String action, int calls) {
        return add(action, new Fault(Fault.Kind.LOST_ANSWER, null, null), calls);
    }

    /** The next call of UpdateService changes the service, but starts no deployment, as emulators by others do it. */
    public synchronized Faults noDeployment() {
        return add("UpdateService", new Fault(Fault.Kind.NO_DEPLOYMENT, null, null), 1);
    }

    /** The next call of UpdateService is done, but its answer shows the service as it was before. */
    public synchronized Faults oldAnswer() {
        return add("UpdateService", new Fault(Fault.Kind.OLD_ANSWER, null, null), 1);
    }

    /** The next calls are done at once, but answered only when the emulator's clock has gone on by that time. */
    public synchronized Faults latency(String action, int calls, Duration time) {
        return add(action, new Fault(Fault.Kind.LATENCY, time, null), calls);
    }

    /** Lets that many calls pass before the fault that was set last begins: {@code throttle("X", 1).after(2)}. */
    public synchronized Faults after(int calls) {
        next.get(next.size() - 1).passes = calls;
        return this;
    }

    /** From now on the action is refused with AccessDeniedException, until {@link #allow}. */
    public synchronized void deny(String action) {
        denied.add(known(action));
    }

    /** Takes {@link #deny} back. */
    public synchronized void allow(String action) {
        denied.remove(action);
    }

    /**
     * From now on the action (or all of them together) is throttled beyond that rate, on the emulator's clock.
     *
     * @param perSecond calls per second of the emulator's time
     * @param burst calls that may come at once after a pause
     */
    public synchronized void budget(String action, double perSecond, int burst) {
        budgets.put(known(action), new TokenBucket(perSecond, burst, clock.now()));
    }

    /** Ends all faults, denials and budgets. */
    public synchronized void clear() {
        next.clear();
        denied.clear();
        budgets.clear();
    }

    private Faults error(String action, int calls, Supplier<AwsError> error) {
        return add(action, new Fault(Fault.Kind.ERROR, null, error), calls);
    }

    private Faults add(String action, Fault fault, int calls) {
        next.add(new Next(known(action), fault, 0, calls));
        return this;
    }

    private String known(String action) {
        return action.equals(ALL) ? action : actions.known(action);
    }

    boolean denies(String action) {
        synchronized (this) {
            return denied.contains(action) || denied.contains(ALL);
        }
    }

    /** Takes what is to go wrong with this call; none if nothing. */
    synchronized Fault take(String action) {
        for (Iterator<Next> all = next.iterator(); all.hasNext(); ) {
            Next candidate = all.next();
            if (!candidate.action.equals(ALL) && !candidate.action.equals(action)) {
                continue;
            }
            if (candidate.passes > 0) {
                candidate.passes--;
                continue;
            }
            if (--candidate.left == 0) {
                all.remove();
            }
            return candidate.fault;
        }
        for (String name : List.of(action, ALL)) {
            TokenBucket budget = budgets.get(name);
            if (budget != null && !budget.take(clock.now())) {
                return new Fault(Fault.Kind.ERROR, null, AwsError::throttled);
            }
        }
        return Fault.NONE;
    }
}
