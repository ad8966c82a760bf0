"""Turtle: JSON-LD goes in, the same graph in the other notation comes out."""

from collections.abc import Mapping
from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf


def turtle(document: Mapping[str, Any]) -> bytes:
    """The graph of a document as Turtle; the same bytes for the same graph, since ours has no blank nodes.

    The context must stand in the document: nothing is fetched.
    """
    graph = Graph(bind_namespaces="none")
    to_rdf(document, graph)  # Graph.parse goes through a class that rdflib itself warns of
    return graph.serialize(format="longturtle", encoding="utf-8")
