package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * What a definition must hold to run on Fargate. Source: "Amazon ECS task definition differences for Fargate" with
 * its table of CPU and memory.
 */
final class FargateRules {
    /** CPU units to smallest memory, largest memory and step, in MiB. */
    private static final Map<Integer, int[]> SIZES = Map.of(
            256, new int[] {512, 2048, 512},
            512, new int[] {1024, 4096, 1024},
            1024, new int[] {2048, 8192, 1024},
            2048, new int[] {4096, 16384, 1024},
            4096, new int[] {8192, 30720, 1024},
            8192, new int[] {16384, 61440, 4096},
            16384, new int[] {32768, 122880, 8192});

    private FargateRules() {}

    /** @throws AwsError ClientException if Fargate cannot run it */
    static void check(ObjectNode document) {
        if (!"awsvpc".equals(Json.text(document, "networkMode"))) {
            throw AwsError.client("Fargate only supports network mode ‘awsvpc’.");
        }
        for (String key : new String[] {"cpu", "memory"}) {
            if (!Json.has(document, key)) {
                throw AwsError.client("Fargate requires that '" + key + "' be defined at the task level.");
            }
        }
        if (!fits(document)) {
            throw AwsError.client("No Fargate configuration exists for given values: " + Json.text(document, "cpu")
                    + " CPU, " + Json.text(document, "memory")
                    + " memory. See the Amazon ECS documentation for the valid values.");
        }
        if (!Json.has(document, "executionRoleArn")) {
            for (JsonNode container : document.path("containerDefinitions")) {
                checkNeedsRole(container);
            }
        }
    }

    /** Whether CPU and memory are one of the pairs of the table. */
    static boolean fits(ObjectNode document) {
        int[] size = SIZES.get(units(Json.text(document, "cpu"), "vcpu", 1024));
        int memory = units(Json.text(document, "memory"), "gb", 1024);
        if (size == null) {
            return false;
        }
        // The smallest CPU knows 512, 1024 and 2048 only.
        if (size[0] == 512 && memory == 1536) {
            return false;
        }
        return memory >= size[0] && memory <= size[1] && memory % size[2] == 0;
    }

    private static void checkNeedsRole(JsonNode container) {
        String need = "Fargate requires task definition to have execution role ARN to support ";
        if ("awslogs"
                .equals(container.path("logConfiguration").path("logDriver").asText())) {
            throw AwsError.client(need + "log driver awslogs.");
        }
        if (container.path("image").asText().contains(".dkr.ecr.")) {
            throw AwsError.client(need + "ECR images.");
        }
    }

    /** RegisterTaskDefinition, cpu and memory: a number of units or MiB, or "1 vCPU", ".5 vcpu", "2 GB". */
    static int units(String text, String unit, int factor) {
        if (text == null) {
            return -1;
        }
        String value = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (value.endsWith(unit)) {
                return (int) (Double.parseDouble(value.substring(0, value.length() - unit.length())
                                .strip())
                        * factor);
            }
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
