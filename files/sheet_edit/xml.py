"""XML of an Excel package (phần XML của sổ): parsed without entities, names without prefixes."""

from __future__ import annotations

from lxml import etree

Element = etree._Element


def parse(content: bytes, *, plain: bool = False) -> Element:
    """The root of an XML part. Raises ``ValueError`` for broken XML and for any DTD.

    ``plain`` leaves comments and instructions out.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=plain,
        remove_pis=plain,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("document type declaration")
    return root


def serialise(root: Element) -> bytes:
    """The bytes of a part; namespaces that only ``mc:Ignorable`` names stay declared."""
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def local(element: Element) -> str:
    """An element's name without namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """The namespace of an element as a tag prefix, ``{…}``; "" when it has none."""
    return str(element.tag).rpartition("}")[0] + "}" if "}" in str(element.tag) else ""


def child(parent: Element, name: str) -> Element | None:
    """The first child of this name in the parent's namespace."""
    return parent.find(namespace(parent) + name)
