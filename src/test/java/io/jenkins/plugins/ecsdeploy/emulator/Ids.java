package io.jenkins.plugins.ecsdeploy.emulator;

import java.util.Random;

/** Identifiers of the shapes that ECS uses; from a fixed seed, so that a failing test shows the same ones again. */
public final class Ids {
    private static final String HEX = "0123456789abcdef";
    private static final String WORD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private final Random random = new Random(20141113);

    /** 32 hexadecimal digits, as task ids are. */
    public String task() {
        return pick(HEX, 32);
    }

    /** 19 decimal digits, as the ids of deployments and service revisions are. */
    public String number() {
        return (1 + random.nextInt(9)) + pick("0123456789", 18);
    }

    /** 21 characters, as the ids of service deployments are (AWS CLI reference, describe-service-deployments). */
    public String serviceDeployment() {
        return pick(WORD, 21);
    }

    /** A UUID, as request and event ids are. */
    public String uuid() {
        return pick(HEX, 8) + "-" + pick(HEX, 4) + "-4" + pick(HEX, 3) + "-a" + pick(HEX, 3) + "-" + pick(HEX, 12);
    }

    /** The id of a lifecycle hook of that kind ("Pause hooks for Amazon ECS service deployments"). */
    public String hook(String kind) {
        return "ecs-" + kind + "-" + pick(WORD, 43);
    }

    /** "d-" and 9 capitals or digits, as the ids of CodeDeploy's deployments are. */
    public String codeDeployment() {
        return "d-" + pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 9);
    }

    /** The 16 characters after the prefix of an access key id. */
    public String accessKey() {
        return pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
    }

    /** A secret or session token of that many characters. */
    public String secret(int length) {
        return pick(WORD, length);
    }

    private String pick(String from, int length) {
        StringBuilder result = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            result.append(from.charAt(random.nextInt(from.length())));
        }
        return result.toString();
    }
}
