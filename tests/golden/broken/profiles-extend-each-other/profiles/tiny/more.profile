title: More
description: More than base.
extends: base
selections: []
