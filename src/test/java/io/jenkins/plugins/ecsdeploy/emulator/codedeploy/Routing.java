package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;

/**
 * How a deployment configuration moves traffic. Source: API page TrafficRoutingConfig.
 *
 * @param percentage of each step, or of the first of two; 100 if all moves at once
 * @param minutes from one step to the next
 */
record Routing(Type type, int percentage, int minutes) {
    enum Type {
        AllAtOnce,
        TimeBasedCanary,
        TimeBasedLinear
    }

    static final Routing ALL_AT_ONCE = new Routing(Type.AllAtOnce, 100, 0);

    static Routing canary(int percentage, int minutes) {
        return new Routing(Type.TimeBasedCanary, percentage, minutes);
    }

    static Routing linear(int percentage, int minutes) {
        return new Routing(Type.TimeBasedLinear, percentage, minutes);
    }

    /** The share of green, in percent, after one more step. */
    int after(int weight) {
        int next = type == Type.TimeBasedCanary && weight > 0 ? 100 : weight + percentage;
        return Math.min(100, next);
    }

    ObjectNode view() {
        ObjectNode node = Json.object().put("type", type.name());
        if (type == Type.TimeBasedCanary) {
            node.putObject("timeBasedCanary")
                    .put("canaryPercentage", percentage)
                    .put("canaryInterval", minutes);
        } else if (type == Type.TimeBasedLinear) {
            node.putObject("timeBasedLinear")
                    .put("linearPercentage", percentage)
                    .put("linearInterval", minutes);
        }
        return node;
    }
}
