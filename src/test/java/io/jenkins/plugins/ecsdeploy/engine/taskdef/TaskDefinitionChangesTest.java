package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDefinitionChangesTest {
    /** Base, arguments, and what the container "web" is afterwards. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        image: i                       | environment: {web: {A: 1, B: true}}      | {"name":"web","image":"i","environment":[{"name":"A","value":"1"},{"name":"B","value":"true"}]}
        image: i                       | environment: {web: {A: null}}            | {"name":"web","image":"i"}
        environment: null              | environment: {web: {A: null}}            | {"name":"web","environment":null}
        environment: [{name: A, x: 1}] | environment: {web: {A: b}}               | {"name":"web","environment":[{"name":"A","x":1,"value":"b"}]}
        environment: [{name: A, value: 1}, {name: B}, {name: A}] | environment: {web: {A: c}} | {"name":"web","environment":[{"name":"A","value":"c"},{"name":"B"}]}
        environment: [{name: A}, {name: A}] | environment: {web: {A: null}}       | {"name":"web","environment":[]}
        secrets: [{name: A, valueFrom: x}]  | secrets: {web: {A: null, B: y}}     | {"name":"web","secrets":[{"name":"B","valueFrom":"y"}]}
        environment: [{name: A, value: x}]  | {environment: {web: {A: null}}, secrets: {web: {A: y}}} | {"name":"web","environment":[],"secrets":[{"name":"A","valueFrom":"y"}]}
        dockerLabels: {a: b, c: d}     | dockerLabels: {web: {c: '', a: null}}    | {"name":"web","dockerLabels":{"c":""}}
        command: [a], cpu: 1           | command: {web: null}                     | {"name":"web","cpu":1}
        command: [a]                   | command: {web: [b, 1]}                   | {"name":"web","command":["b","1"]}
        environmentFiles: [x]          | environmentFiles: {web: null}            | {"name":"web"}
        logConfiguration: {logDriver: awslogs, options: {a: b, c: d}} | logConfiguration: {web: {options: {a: null, e: f}, secretOptions: {s: arn}}} | {"name":"web","logConfiguration":{"logDriver":"awslogs","options":{"c":"d","e":"f"},"secretOptions":[{"name":"s","valueFrom":"arn"}]}}
        logConfiguration: {logDriver: awslogs, options: {a: b}} | logConfiguration: {web: {logDriver: splunk}} | {"name":"web","logConfiguration":{"logDriver":"splunk","options":{"a":"b"}}}
        logConfiguration: {logDriver: awslogs} | logConfiguration: {web: null}    | {"name":"web"}
        image: registry:5000/a:1       | tag: 90                                  | {"name":"web","image":"registry:5000/a:90"}
        environment: [{name: A, value: x}], cpu: 1 | environment: {web: null}     | {"name":"web","cpu":1}
        environment: {A: x}            | environment: {web: null}                 | {"name":"web"}
        image: i                       | environment: {web: null}                 | {"name":"web","image":"i"}
        secrets: [{name: A, valueFrom: x}] | secrets: {web: null}                 | {"name":"web"}
        dockerLabels: {a: b}           | dockerLabels: {web: null}                | {"name":"web"}
        environment: [{name: A, value: x}, {name: B, value: x, y: 1}, {value: z}] | environment: {web: {'*': null, C: c, B: b}} | {"name":"web","environment":[{"name":"B","value":"b","y":1},{"name":"C","value":"c"}]}
        environment: [{name: A, value: x}] | environment: {web: {B: b, '*': null}} | {"name":"web","environment":[{"name":"B","value":"b"}]}
        secrets: [{name: A, valueFrom: x}] | secrets: {web: {'*': null, B: y}}    | {"name":"web","secrets":[{"name":"B","valueFrom":"y"}]}
        dockerLabels: {a: b, c: d}     | dockerLabels: {web: {'*': null, c: e, f: g}} | {"name":"web","dockerLabels":{"c":"e","f":"g"}}
        logConfiguration: {logDriver: awslogs, options: {a: b, c: d}} | logConfiguration: {web: {options: {'*': null, c: e}}} | {"name":"web","logConfiguration":{"logDriver":"awslogs","options":{"c":"e"}}}
        image: a                       | {images: {web: b}, tag: 90}              | {"name":"web","image":"b"}
        image: a                       | {imageDefinitions: [{name: web, imageUri: 'b:2'}]} | {"name":"web","image":"b:2"}
        image: a                       | {imageDefinitions: {web: 'b:2'}, images: {web: 'b:2'}} | {"name":"web","image":"b:2"}
        cpu: 1                         | tag: 90                                  | {"name":"web","cpu":1}
        """)
    void changesAContainer(String base, String arguments, String expected) {
        TaskDefinition rendered = Given.rendered(Given.web(base), arguments);

        assertThat(rendered.json().at("/containerDefinitions/0")).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        image: i | environment: {LOG_LEVEL: debug}  | environment.LOG_LEVEL is a text; expected the variables of a container, such as environment: [web: [LOG_LEVEL: 'debug', OLD: null]]
        image: i | environment: [a]                 | environment is a list; expected a map with a container's name in front
        image: i | environment: {web: {A: [1]}}     | environment.web.A is a list; expected a text, a number or a boolean
        image: i | environment: {web: {'*': x}}     | environment.web.* has a value; expected null, which removes all that are not named
        image: i | images: {'a, b': 'b:1'}          | images (or imageDefinitions) names the container "a, b", which taskdef.yaml does not have
        image: i | environment: {web: {'': x}}      | environment.web has an empty name
        image: i | environment: {other: {A: x}}     | environment names the container other, which taskdef.yaml does not have; its containers are web
        image: i | secrets: {web: {A: ''}}          | secrets.web.A is empty; expected the ARN or name of the secret, or null to remove it
        image: i | {environment: {web: {A: x}}, secrets: {web: {A: y}}} | taskdef.yaml: containerDefinitions[0].secrets[0] (container web) has the name A of a variable, which ECS refuses; remove one of the two with environment: [web: [A: null]]
        environment: [{name: A, value: x}] | secrets: {web: {A: y}} | taskdef.yaml: containerDefinitions[0].secrets[0] (container web) has the name A of a variable
        secrets: [{name: A}]               | tag: 1 | taskdef.yaml: containerDefinitions[0].secrets[0].valueFrom (container web) is missing for A; give it the ARN
        secrets: [{valueFrom: A}]          | {}     | taskdef.yaml: containerDefinitions[0].secrets[0].name (container web) is missing; name the variable
        environment: text                  | environment: {web: {A: x}} | taskdef.yaml: containerDefinitions[0].environment (container web) is a text; expected a list
        dockerLabels: [a]                  | dockerLabels: {web: {A: x}} | taskdef.yaml: containerDefinitions[0].dockerLabels (container web) is a list; expected a map
        image: i | command: {web: sh -c x}          | command.web is a text; expected a list of words, such as command: [web: ['sh', '-c', 'exec run']]
        image: i | command: {web: [null]}           | command.web[0] is null
        image: i | environmentFiles: {web: [x.env]} | environmentFiles.web has 'x.env', which is not the ARN of an S3 object
        image: i | logConfiguration: {web: {logDriver: awslog}} | logConfiguration.web.logDriver is 'awslog' (did you mean awslogs?); expected one of awsfirelens, awslogs, fluentd
        image: i | logConfiguration: {web: {driver: awslogs}}   | logConfiguration.web.driver is not known; expected a map
        image: i | logConfiguration: {web: {options: {a: b}}}   | taskdef.yaml: containerDefinitions[0].logConfiguration.logDriver (container web) is missing; give logDriver
        image: i | logConfiguration: {web: {logDriver: splunk, secretOptions: {s: ' '}}} | logConfiguration.web.secretOptions.s is empty
        image: i | logConfiguration: {web: {options: [a]}}      | logConfiguration.web.options is a list
        logConfiguration: x | logConfiguration: {web: {logDriver: splunk}} | taskdef.yaml: containerDefinitions[0].logConfiguration (container web) is a text; expected an object
        image: i | images: {web: 'Bad:1'}           | images.web: 'Bad:1' is not an image
        image: i | images: web                      | images is a text; expected a map of containers to images
        image: i | images: {web: null}              | images.web is null; expected a text
        image: i | {images: {web: 'a:1'}, imageDefinitions: [{name: web, imageUri: 'a:2'}]} | images and imageDefinitions give the container web different images, 'a:1' and 'a:2'
        image: i | {imageDefinitions: [{name: x, imageUri: 'a:2'}]} | images (or imageDefinitions) names the container x
        image: i | tag: a b                         | tag: 'a b' is not an image tag; expected 1 to 128 letters
        image: i | tags: {web: 'a:b'}               | tags.web: 'a:b' is not an image tag; expected 1 to 128 letters
        image: i | tags: {web: [1]}                 | tags.web is a list
        cpu: 1   | tags: {web: 1}                   | taskdef.yaml: containerDefinitions[0].image (container web) is missing, which cannot get a tag
        image: "registry/web:" | {}                 | taskdef.yaml: containerDefinitions[0].image (container web): 'registry/web:' is not an image
        image: i | cpu: half                        | cpu is 'half', which is no size; expected CPU units such as 512, or '0.5 vCPU'
        image: i | memory: 1 MB                     | memory is '1 MB', which is no size; expected MiB such as 1024, or '1 GB'
        image: i | {cpu: 256, fields: {cpu: 512}}   | cpu is given twice: by itself and in fields
        image: i | fields: {containerDefinitions: []} | fields cannot hold containerDefinitions
        image: i | fields: {revision: 1}            | fields cannot hold revision, which only ECS itself sets
        image: i | fields: [a]                      | fields is a list; expected a map
        """)
    void saysWhatIsWrong(String base, String arguments, String message) {
        assertThatThrownBy(() -> Given.rendered(Given.web(base), arguments))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <IMAGE1_NAME>        | : '<IMAGE1_NAME>' is a placeholder | IMAGE1_NAME
        ${IMAGE}             | : '${IMAGE}' is a placeholder | IMAGE
        ${my-image}          | : '${my-image}' is a placeholder | 'my-image'
        $IMAGE               | : '$IMAGE' is a placeholder | IMAGE
        {{image}}            | : '{{image}}' is a placeholder |
        IMAGE_PLACEHOLDER    | : 'IMAGE_PLACEHOLDER' is a placeholder |
        <your image>         | : '<your image>' is a placeholder |
        %IMAGE%              | : '%IMAGE%' is a placeholder |
        __IMAGE__            | : '__IMAGE__' is a placeholder |
        registry/web:${TAG}  | : 'registry/web:${TAG}' holds the placeholder ${TAG} | TAG
        $REPO/web:$TAG       | : '$REPO/web:$TAG' holds the placeholder $REPO | REPO
        registry/{{ app }}:1 | : 'registry/{{ app }}:1' holds the placeholder {{ app }} |
        """)
    void anImageThatHasYetToComeSaysWhichArgumentBringsIt(String image, String words, String variable) {
        TaskDefinition base = Given.web("image: '" + image + "'");

        for (String arguments : List.of("{}", "tag: 90", "tags: {web: 90}")) {
            assertThatThrownBy(() -> Given.rendered(base, arguments))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("taskdef.yaml: containerDefinitions[0].image (container web)" + words
                            + " that nothing has filled in; give the image with images: [web: 'registry/path:tag']"
                            + (variable == null
                                    ? ""
                                    : ", or the value with variables: [" + variable + ": '…'] of ecsRender"));
        }
        assertThat(Given.rendered(base, "images: {web: 'registry/web:90'}").images())
                .containsEntry("web", "registry/web:90");
    }

    @Test
    void anEmptyImageSaysWhichArgumentBringsIt() {
        assertThatThrownBy(() -> Given.rendered(Given.web("image: ''"), "tag: 1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.yaml: containerDefinitions[0].image (container web) is empty;"
                        + " give the image with images: [web: 'registry/path:tag']");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        images: {web: 'registry/web:${BUILD}'} | images.web: 'registry/web:${BUILD}' is not an image: Groovy fills in ${BUILD} within double quotes only
        images: {web: 'registry/web:$BUILD'}   | images.web: 'registry/web:$BUILD' is not an image: Groovy fills in $BUILD within double quotes only
        images: {web: '${env.IMAGE}'}          | images.web: '${env.IMAGE}' is not an image: Groovy fills in ${env.IMAGE} within double quotes only
        tag: '${BUILD_NUMBER}'                 | tag: '${BUILD_NUMBER}' is not an image tag: Groovy fills in ${BUILD_NUMBER} within double quotes only
        tags: {web: 'v${BUILD_NUMBER}'}        | tags.web: 'v${BUILD_NUMBER}' is not an image tag: Groovy fills in ${BUILD_NUMBER} within double quotes only
        images: {web: '<IMAGE1_NAME>'}         | images.web: '<IMAGE1_NAME>' is not an image: nothing fills in <IMAGE1_NAME> here
        images: {web: 'registry/web:'}         | images.web: 'registry/web:' is not an image: nothing is behind the colon, so the variable there was empty
        images: {web: ':90'}                   | images.web: ':90' is not an image: nothing is in front of ':', so the variable there was empty
        images: {web: '/web:90'}               | images.web: '/web:90' is not an image: nothing is in front of '/', so the variable there was empty
        images: {web: ''}                      | images.web: '' is not an image: it is empty, so the variable that it comes from was
        tags: {web: ''}                        | tags.web: '' is not an image tag: it is empty, so the variable that it comes from was
        imageDefinitions: [{name: web, imageUri: 'web:${TAG}'}] | imageDefinitions[0].imageUri: 'web:${TAG}' is not an image: nothing fills in ${TAG} here
        imageDefinitions: [{name: web, imageUri: 'web:'}]       | imageDefinitions[0].imageUri: 'web:' is not an image: nothing is behind the colon, so the variable there was empty
        """)
    void whatWasNotFilledInIsSaid(String arguments, String message) {
        assertThatThrownBy(() -> Given.rendered(Given.web("image: i"), arguments))
                .isInstanceOf(EngineException.class)
                .hasMessage(message);
    }

    @Test
    void namesOfContainersCannotHideInMessages() {
        TaskDefinition base =
                Given.definition("containerDefinitions: [{name: \"a b\\nc\", image: ''}, {name: \"it's\", image: i}]");

        assertThatThrownBy(() -> Given.rendered(base, "{}"))
                .hasMessage("taskdef.yaml: containerDefinitions[0].image (container \"a b\\nc\") is empty;"
                        + " give the image with images: ['a b\\nc': 'registry/path:tag']");
        assertThatThrownBy(() -> Given.rendered(base, "images: {its: 'b:1'}"))
                .hasMessageContaining("(did you mean it's?); its containers are \"a b\\nc\", \"it's\"");
        assertThat(TaskDefinitionDiff.between(
                        Given.definition("containerDefinitions: [{name: web}]"),
                        Given.definition("containerDefinitions: [{name: web}, {name: \"a: b\"}]")))
                .containsExactly("\"a: b\": container added");
    }

    @Test
    void tagsOfAwsItselfCannotBeSet() {
        assertThatThrownBy(() -> Given.rendered(Given.web("image: i"), "fields: {tags: [{key: 'aws:x', value: y}]}"))
                .isInstanceOf(EngineException.class)
                .hasMessage("fields.tags has a key that begins with aws:, which only AWS itself sets; remove it");
    }

    @Test
    void onlyWhatIsSentCounts() {
        String text = " ".repeat(70_000) + "{\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"i\"}]}";
        TaskDefinition base = TaskDefinition.of("t.json", DocumentReader.read("t.json", text, Placeholders.none()));

        assertThat(TaskDefinitionChanges.none().applyTo(base).containerNames()).containsExactly("web");
    }

    @Test
    void changesTopLevelFields() {
        TaskDefinition base =
                Given.definition("{family: f, cpu: '256', pidMode: task, containerDefinitions: [{name: web}]}");

        TaskDefinition rendered = Given.rendered(
                base,
                "{cpu: 0.5 vCPU, memory: 1024, fields: {family: g, pidMode: null, ephemeralStorage: {sizeInGiB: 30}}}");

        assertThat(rendered.json())
                .hasToString("{\"family\":\"g\",\"cpu\":\"0.5 vCPU\",\"containerDefinitions\":[{\"name\":\"web\"}],"
                        + "\"memory\":\"1024\",\"ephemeralStorage\":{\"sizeInGiB\":30}}");
        assertThat(base.family()).contains("f");
    }

    @Test
    void takesTextsOfEveryKind() {
        StringBuilder groovyString = new StringBuilder("v");
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("environment", Map.of(new StringBuilder("web"), Map.of(new StringBuilder("A"), groovyString)));
        arguments.put("tag", null);
        arguments.put("fields", Map.of("n", List.of(1.5, 2L, true)));

        TaskDefinition rendered = TaskDefinitionChanges.of(arguments).applyTo(Given.web("image: i"));

        assertThat(rendered.json().at("/containerDefinitions/0"))
                .hasToString("{\"name\":\"web\",\"image\":\"i\",\"environment\":[{\"name\":\"A\",\"value\":\"v\"}]}");
        assertThat(rendered.json().get("n")).hasToString("[1.5,2,true]");
    }

    @Test
    void refusesAnArgumentThatItDoesNotHave() {
        assertThatThrownBy(() -> TaskDefinitionChanges.of(Map.of("imags", Map.of("web", "i"))))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "imags changes nothing of a task definition (did you mean images?); expected one of images, ");
    }

    @Test
    void refusesWhatHasMoreThan64KiBWhenRendered() {
        TaskDefinitionChanges changes =
                TaskDefinitionChanges.of(Map.of("environment", Map.of("web", Map.of("A", "x".repeat(70_000)))));

        assertThatThrownBy(() -> changes.applyTo(Given.web("image: i")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("bytes when rendered; ECS takes at most 65536");
    }
}
