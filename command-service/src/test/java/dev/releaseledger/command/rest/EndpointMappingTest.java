package dev.releaseledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class EndpointMappingTest {
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Things())
            .setCustomHandlerMapping(EndpointMapping::new)
            .build();

    @RestController
    static class Things {
        @PostMapping(path = "/v1/things", consumes = MediaType.APPLICATION_JSON_VALUE)
        String create() {
            return "create";
        }

        @PostMapping("/v1/things/{id}/parts")
        String addTo(@PathVariable String id) {
            return "add to " + id;
        }

        @GetMapping("/v1/things/{id}/parts")
        String partsOf(@PathVariable String id) {
            return "parts of " + id;
        }

        @PostMapping("/v1/things/all/parts")
        String addToAll() {
            return "add to all";
        }

        @GetMapping("/v1/{kind}/{id}")
        String anything(@PathVariable String kind, @PathVariable String id) {
            return kind + " " + id;
        }

        @GetMapping("/v1/files/**")
        String file() {
            return "file";
        }
    }

    @Test
    void theEndpointIsTheOneWhoseVariablesAndMethodFit() throws Exception {
        mvc.perform(post("/v1/things/7/parts")).andExpect(content().string("add to 7"));
        mvc.perform(get("/v1/things/7/parts")).andExpect(content().string("parts of 7"));
        mvc.perform(post("/v1/things/all/parts")).andExpect(content().string("add to all"));
        mvc.perform(post("/v1/things").contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("create"));
    }

    @Test
    void pathsThatBeginWithAVariableOrEndAnyhow_areFoundAsWell() throws Exception {
        mvc.perform(get("/v1/others/7")).andExpect(content().string("others 7"));
        mvc.perform(get("/v1/files/a/b/c")).andExpect(content().string("file"));
    }

    @Test
    void whatFitsNoEndpoint_isToldWhy() throws Exception {
        mvc.perform(put("/v1/things/7/parts"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().exists("Allow"));
        mvc.perform(post("/v1/things").contentType(MediaType.TEXT_PLAIN)).andExpect(status().isUnsupportedMediaType());
        mvc.perform(post("/v1/things/7/parts/8")).andExpect(status().isNotFound());
        mvc.perform(post("/")).andExpect(status().isNotFound());
    }

    @Test
    void aShapeIsTheFirstTwoSegmentsAndTheirNumber() {
        assertThat(EndpointMapping.shape("/v1/releases/{id}/changes")).isEqualTo("/v1/releases 4");
        assertThat(EndpointMapping.shape("/v1/releases")).isEqualTo("/v1/releases 2");
        assertThat(EndpointMapping.shape("/error")).isEqualTo("/error 1");
        assertThat(EndpointMapping.shape("")).isEqualTo(" 0");
    }
}
